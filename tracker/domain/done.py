"""What an operation did, in a whole sentence for the word at the foot of the window.

The history keeps what was meant («Delete study session»); a toast says what happened («Deleted
«CKA mock exam», 45 m of 24 Nov»). A new operation gets a row here; what can be told better with
values of its own has a teller in the window as well.
"""

from __future__ import annotations

from tracker.domain.changes import Changes
from tracker.domain.sentences import Sentence
from tracker.i18n import N_, NN_

_DONE = {
    "Log study": N_("Logged {what}"),
    "Change study session": N_("Changed {what}"),
    "Delete study session": N_("Deleted {what}"),
    "Delete study sessions": N_("Deleted {what}"),
    "Copy study": N_("Copied {what}"),
    "Enter hours": N_("Entered hours: {what}"),
    "Shorten study session": N_("Shortened {what}"),
    "Keep both study sessions": N_("Both study sessions stay as they are"),
    "Start timer": N_("The timer runs: {what}"),
    "Change timer": N_("The timer now runs for {what}"),
    "Pause timer": N_("The timer is paused: {what}"),
    "Resume timer": N_("The timer runs again: {what}"),
    "Change the timer's start": N_("The timer's start was moved: {what}"),
    "Set the timer by the clock": N_("The timer goes by the new clock: {what}"),
    "Note on the timer": N_("Noted on the timer: {what}"),
    "Add break": N_("A break was taken out: {what}"),
    "Stop timer and log study": N_("Logged {what}"),
    "Discard timer": N_("The timer was discarded: {what}"),
    "Add credential": N_("Added {what}"),
    "Change credential": N_("Changed {what}"),
    "Set state of credential": N_("Changed the state of {what}"),
    "Mark credential as earned": N_("Earned: {what}"),
    "Duplicate credential": N_("Made a copy: {what}"),
    "Archive credential": N_("{what} is in the archive now"),
    "Take credential out of the archive": N_("{what} is out of the archive"),
    "Delete credential": N_("Deleted {what}; its hours and its spending stay"),
    "Change skills of credential": N_("Changed the skills of {what}"),
    "Add expense": N_("Added the expense {what}"),
    "Change expense": N_("Changed the expense {what}"),
    "Delete expense": N_("Deleted the expense {what}"),
    "Delete expenses": N_("Deleted the expense {what}"),
    "Claim expenses back": N_("Added the reimbursement for {what}"),
    "Add refund": N_("Added the refund for {what}"),
    "Change refund": N_("Changed the refund for {what}"),
    "Delete refund": N_("Deleted the refund for {what}"),
    "Add reimbursement": N_("Added the reimbursement for {what}"),
    "Change reimbursement": N_("Changed the reimbursement for {what}"),
    "Delete reimbursement": N_("Deleted the reimbursement for {what}"),
    "Add subscription": N_("Added the subscription {what}"),
    "Change subscription": N_("Changed the subscription {what}"),
    "Delete subscription": N_("Deleted the subscription {what}"),
    "Add issuer": N_("Added the issuer {what}"),
    "Change issuer": N_("Changed the issuer {what}"),
    "Delete issuer": N_("Deleted the issuer {what}"),
    "Add module": N_("Added the module {what}"),
    "Change module": N_("Changed the module {what}"),
    "Delete module": N_("Deleted the module {what}"),
    "Add exam attempt": N_("Added the exam attempt {what}"),
    "Change exam attempt": N_("Changed the exam attempt {what}"),
    "Delete exam attempt": N_("Deleted the exam attempt {what}"),
    "Add pathway": N_("Added the pathway {what}"),
    "Change pathway": N_("Changed the pathway {what}"),
    "Delete pathway": N_("Deleted the pathway {what}; its credentials stay"),
    "Add to pathway": N_("{what} is a step of the pathway now"),
    "Take out of pathway": N_("{what} was taken out of the pathway"),
    "Plan study": N_("Planned {what}"),
    "Change planned study": N_("Changed the plan {what}"),
    "Delete planned study": N_("Deleted the plan {what}"),
    "Mark planned study as kept": N_("The plan {what} counts as kept"),
    "Drop planned study": N_("The plan {what} was dropped"),
    "Reopen planned study": N_("The plan {what} is open again"),
    "Plan rest": N_("Planned rest: {what}"),
    "Change rest": N_("Changed the rest {what}"),
    "Delete rest": N_("Deleted the rest {what}"),
    "Add skill": N_("Added the skill {what}"),
    "Change skill": N_("Changed the skill {what}"),
    "Delete skill": N_("Deleted the skill {what}"),
    "Add evidence": N_("Added the evidence {what}"),
    "Change evidence": N_("Changed the evidence {what}"),
    "Delete evidence": N_("Deleted the evidence {what}"),
    "Add renewal": N_("Added the renewal of {what}"),
    "Change renewal": N_("Changed the renewal of {what}"),
    "Delete renewal": N_("Deleted the renewal of {what}"),
    "Add renewal cycle": N_("Added the renewal cycle {what}"),
    "Change renewal cycle": N_("Changed the renewal cycle {what}"),
    "Delete renewal cycle": N_("Deleted the renewal cycle {what}"),
    "Add renewal credit": N_("Added the renewal credit {what}"),
    "Change renewal credit": N_("Changed the renewal credit {what}"),
    "Delete renewal credit": N_("Deleted the renewal credit {what}"),
    "Add pay event": N_("Added the change of pay {what}"),
    "Change pay event": N_("Changed the change of pay {what}"),
    "Delete pay event": N_("Deleted the change of pay {what}"),
    "Save scenario": N_("Saved the scenario {what}"),
    "Change scenario": N_("Changed the scenario {what}"),
    "Delete scenario": N_("Deleted the scenario {what}"),
    "Save baseline": N_("Saved the degree baseline {what}"),
    "Change baseline": N_("Changed the degree baseline {what}"),
    "Delete baseline": N_("Deleted the degree baseline {what}"),
}
# What is said without a name, because it is about nothing that has one.
_BARE = {
    "Order steps of pathway": N_("The steps stand in another order now"),
    "Merge skills": N_("The two skills are one now"),
    "Begin the record": N_("Your record has begun"),
    "Change settings": N_("The settings were changed"),
    "Change assumptions": N_("The return on time is computed anew"),
    "State what it brings": N_("Noted what it brings"),
    "Set goal": N_("The goal was set"),
    "Change goal": N_("The goal was changed"),
    "Delete goal": N_("The goal was deleted"),
    "Keep both study sessions": N_("Both study sessions stay as they are"),
    "Erase for good": N_("It was erased for good"),
}
_SEVERAL = {
    "Log study": NN_("Logged {n} study session", "Logged {n} study sessions"),
    "Delete study sessions": NN_("Deleted {n} study session", "Deleted {n} study sessions"),
    "Delete expenses": NN_("Deleted {n} expense", "Deleted {n} expenses"),
    "Claim expenses back": NN_("Claimed {n} expense back", "Claimed {n} expenses back"),
    "Change reimbursement": NN_("Changed {n} reimbursement", "Changed {n} reimbursements"),
    "Copy study": NN_("Copied {n} study session", "Copied {n} study sessions"),
}


def done(changes: Changes) -> Sentence:
    """What was done, in a whole sentence.

    An operation that is not known here, such as an import, is told by its label. Undone and done
    again are said of the label with what it was about.
    """
    if changes.how != "do":
        return _again(changes)
    if changes.source in _BARE:
        return Sentence(_BARE[changes.source])
    subject = changes.subject
    if subject is not None and subject.count > 1 and changes.source in _SEVERAL:
        return Sentence.counted(_SEVERAL[changes.source], subject.count)
    if subject is not None and changes.source in _DONE:
        return Sentence.of(_DONE[changes.source], what=subject)
    return Sentence.of("{label}", label=changes.label)


def _again(changes: Changes) -> Sentence:
    is_named = changes.subject is not None and changes.subject.count == 1
    is_named = is_named and changes.source in _DONE
    if changes.how == "undo":
        if is_named and changes.subject is not None:
            return Sentence.of(
                N_("Undone: {label}, {what}"), label=changes.label, what=changes.subject
            )
        return Sentence.of(N_("Undone: {label}"), label=changes.label)
    if is_named and changes.subject is not None:
        return Sentence.of(
            N_("Done again: {label}, {what}"), label=changes.label, what=changes.subject
        )
    return Sentence.of(N_("Done again: {label}"), label=changes.label)
