-- The first schema. Released schemas never change: a later step has a file of its own.

CREATE TABLE degree_baseline (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    name TEXT NOT NULL,
    figures TEXT NOT NULL,
    based_on TEXT NOT NULL,
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT degree_baseline_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT degree_baseline_name_length CHECK (length(name) <= 500),
    CONSTRAINT degree_baseline_based_on_length CHECK (length(based_on) <= 100),
    CONSTRAINT degree_baseline_source_length CHECK (length(source) <= 2000),
    CONSTRAINT degree_baseline_note_length CHECK (length(note) <= 20000),
    CONSTRAINT degree_baseline_name_needed CHECK (length(trim(name)) > 0),
    CONSTRAINT degree_baseline_figures_json CHECK (json_valid(figures)),
    UNIQUE (uuid)
) STRICT;

CREATE TABLE issuer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    country TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT issuer_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT issuer_name_length CHECK (length(name) <= 500),
    CONSTRAINT issuer_url_length CHECK (length(url) <= 2000),
    CONSTRAINT issuer_country_length CHECK (length(country) <= 2),
    CONSTRAINT issuer_note_length CHECK (length(note) <= 20000),
    CONSTRAINT issuer_name_needed CHECK (length(trim(name)) > 0),
    UNIQUE (uuid)
) STRICT;

CREATE INDEX issuer_by_name ON issuer (name COLLATE NOCASE);

CREATE TABLE operation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    at TEXT NOT NULL,
    label TEXT NOT NULL,
    source TEXT NOT NULL,
    installation TEXT NOT NULL,
    how TEXT NOT NULL,
    target_id INTEGER,
    below_id INTEGER,
    undo_top_id INTEGER,
    redo_top_id INTEGER,
    change_count INTEGER NOT NULL,
    digest BLOB NOT NULL,
    CONSTRAINT operation_how_word CHECK (how IN ('do', 'undo', 'redo')),
    UNIQUE (uuid)
) STRICT;

CREATE TABLE record_meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
) STRICT;

CREATE TABLE record_setting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT record_setting_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT record_setting_name_length CHECK (length(name) <= 100),
    CONSTRAINT record_setting_name_needed CHECK (length(trim(name)) > 0),
    CONSTRAINT record_setting_value_json CHECK (json_valid(value)),
    UNIQUE (uuid)
) STRICT;

CREATE UNIQUE INDEX record_setting_once ON record_setting (name);

CREATE TABLE rest_day (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT rest_day_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT rest_day_reason_length CHECK (length(reason) <= 500),
    CONSTRAINT rest_day_first_on_day CHECK (first_on IS NULL OR date(first_on) IS first_on),
    CONSTRAINT rest_day_last_on_day CHECK (last_on IS NULL OR date(last_on) IS last_on),
    CONSTRAINT rest_day_days_in_order CHECK (last_on >= first_on),
    UNIQUE (uuid)
) STRICT;

CREATE INDEX rest_day_by_day ON rest_day (first_on, last_on);

CREATE TABLE running_timer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    slot INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_seconds INTEGER NOT NULL,
    paused_at TEXT,
    shares TEXT NOT NULL,
    pauses TEXT NOT NULL,
    topic TEXT NOT NULL,
    activity TEXT NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    CONSTRAINT running_timer_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT running_timer_zone_length CHECK (length(zone) <= 100),
    CONSTRAINT running_timer_topic_length CHECK (length(topic) <= 500),
    CONSTRAINT running_timer_activity_length CHECK (length(activity) <= 100),
    CONSTRAINT running_timer_note_length CHECK (length(note) <= 20000),
    CONSTRAINT running_timer_zone_needed CHECK (length(trim(zone)) > 0),
    CONSTRAINT running_timer_started_at_instant CHECK (started_at IS NULL OR strftime('%Y-%m-%dT%H:%M:%SZ', started_at) IS started_at),
    CONSTRAINT running_timer_paused_at_instant CHECK (paused_at IS NULL OR strftime('%Y-%m-%dT%H:%M:%SZ', paused_at) IS paused_at),
    CONSTRAINT running_timer_slot_range CHECK (slot BETWEEN 1 AND 1),
    CONSTRAINT running_timer_offset_seconds_range CHECK (offset_seconds BETWEEN -86399 AND 86399),
    CONSTRAINT running_timer_tags_json CHECK (json_valid(tags)),
    CONSTRAINT running_timer_shares_json CHECK (json_valid(shares)),
    CONSTRAINT running_timer_pauses_json CHECK (json_valid(pauses)),
    UNIQUE (uuid)
) STRICT;

CREATE UNIQUE INDEX one_running_timer ON running_timer (slot);

CREATE TABLE skill (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    name TEXT NOT NULL,
    uri TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT skill_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT skill_name_length CHECK (length(name) <= 500),
    CONSTRAINT skill_uri_length CHECK (length(uri) <= 2000),
    CONSTRAINT skill_note_length CHECK (length(note) <= 20000),
    CONSTRAINT skill_name_needed CHECK (length(trim(name)) > 0),
    UNIQUE (uuid)
) STRICT;

CREATE INDEX skill_by_name ON skill (name COLLATE NOCASE);

CREATE TABLE study_session (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    day TEXT NOT NULL,
    seconds INTEGER NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    zone TEXT NOT NULL,
    offset_seconds INTEGER,
    pause_seconds INTEGER NOT NULL,
    topic TEXT NOT NULL,
    activity TEXT NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    focus INTEGER,
    entry TEXT NOT NULL,
    source TEXT NOT NULL,
    source_key TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT study_session_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT study_session_zone_length CHECK (length(zone) <= 100),
    CONSTRAINT study_session_topic_length CHECK (length(topic) <= 500),
    CONSTRAINT study_session_activity_length CHECK (length(activity) <= 100),
    CONSTRAINT study_session_note_length CHECK (length(note) <= 20000),
    CONSTRAINT study_session_source_length CHECK (length(source) <= 100),
    CONSTRAINT study_session_source_key_length CHECK (length(source_key) <= 200),
    CONSTRAINT study_session_entry_word CHECK (entry IN ('timed', 'by_hand', 'imported')),
    CONSTRAINT study_session_day_day CHECK (day IS NULL OR date(day) IS day),
    CONSTRAINT study_session_started_at_instant CHECK (started_at IS NULL OR strftime('%Y-%m-%dT%H:%M:%SZ', started_at) IS started_at),
    CONSTRAINT study_session_ended_at_instant CHECK (ended_at IS NULL OR strftime('%Y-%m-%dT%H:%M:%SZ', ended_at) IS ended_at),
    CONSTRAINT study_session_created_at_instant CHECK (created_at IS NULL OR strftime('%Y-%m-%dT%H:%M:%SZ', created_at) IS created_at),
    CONSTRAINT study_session_seconds_range CHECK (seconds BETWEEN 1 AND 604800),
    CONSTRAINT study_session_pause_seconds_range CHECK (pause_seconds BETWEEN 0 AND 1000000000),
    CONSTRAINT study_session_focus_range CHECK (focus BETWEEN 1 AND 5),
    CONSTRAINT study_session_offset_seconds_range CHECK (offset_seconds BETWEEN -86399 AND 86399),
    CONSTRAINT study_session_tags_json CHECK (json_valid(tags)),
    CONSTRAINT study_session_end_after_start CHECK (ended_at IS NULL OR ended_at >= started_at),
    CONSTRAINT study_session_start_whole CHECK ((started_at IS NULL) = (ended_at IS NULL) AND (started_at IS NULL) = (offset_seconds IS NULL) AND (started_at IS NULL) = (zone = '')),
    UNIQUE (uuid)
) STRICT;

CREATE INDEX study_session_by_day ON study_session (day, started_at, id, seconds);

CREATE INDEX study_session_by_start ON study_session (started_at, ended_at);

CREATE UNIQUE INDEX study_session_once_imported ON study_session (source, source_key) WHERE source_key <> '';

CREATE TABLE subscription (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    title TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    period TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    vendor TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT subscription_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT subscription_title_length CHECK (length(title) <= 500),
    CONSTRAINT subscription_currency_length CHECK (length(currency) <= 3),
    CONSTRAINT subscription_vendor_length CHECK (length(vendor) <= 500),
    CONSTRAINT subscription_note_length CHECK (length(note) <= 20000),
    CONSTRAINT subscription_title_needed CHECK (length(trim(title)) > 0),
    CONSTRAINT subscription_currency_needed CHECK (length(trim(currency)) > 0),
    CONSTRAINT subscription_period_word CHECK (period IN ('month', 'quarter', 'year')),
    CONSTRAINT subscription_starts_on_day CHECK (starts_on IS NULL OR date(starts_on) IS starts_on),
    CONSTRAINT subscription_ends_on_day CHECK (ends_on IS NULL OR date(ends_on) IS ends_on),
    CONSTRAINT subscription_amount_minor_range CHECK (amount_minor BETWEEN 1 AND 10000000000000),
    CONSTRAINT subscription_days_in_order CHECK (ends_on IS NULL OR ends_on >= starts_on),
    UNIQUE (uuid)
) STRICT;

CREATE TABLE change (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT change_what_word CHECK (what IN ('insert', 'update', 'delete')),
    CONSTRAINT change_images_whole CHECK ((what = 'insert' AND before IS NULL AND after IS NULL) OR (what = 'update' AND before IS NOT NULL AND after IS NOT NULL) OR (what = 'delete' AND before IS NOT NULL AND after IS NULL)),
    CONSTRAINT change_run_in_order CHECK (last_id >= first_id),
    FOREIGN KEY(operation_id) REFERENCES operation (id)
) STRICT;

CREATE INDEX change_by_operation ON change (operation_id);

CREATE INDEX change_by_row ON change (kind, first_id, last_id);

CREATE TABLE credential (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    title TEXT NOT NULL,
    short_title TEXT NOT NULL,
    issuer_id INTEGER,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    is_archived INTEGER NOT NULL,
    country TEXT NOT NULL,
    identifier TEXT NOT NULL,
    exam_code TEXT NOT NULL,
    url TEXT NOT NULL,
    level_eqf INTEGER,
    level TEXT NOT NULL,
    planned_minutes INTEGER,
    workload_milli INTEGER,
    workload_unit TEXT,
    learning_outcomes TEXT NOT NULL,
    assessment TEXT NOT NULL,
    participation TEXT,
    quality_assurance TEXT NOT NULL,
    supervision TEXT,
    grade TEXT NOT NULL,
    prerequisites TEXT NOT NULL,
    stackability TEXT,
    note TEXT NOT NULL,
    planned_start_on TEXT,
    started_on TEXT,
    target_on TEXT,
    exam_on TEXT,
    exam_at TEXT,
    earned_on TEXT,
    validity TEXT NOT NULL,
    valid_until TEXT,
    catalogue_id TEXT NOT NULL,
    source TEXT NOT NULL,
    source_key TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT credential_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT credential_title_length CHECK (length(title) <= 500),
    CONSTRAINT credential_short_title_length CHECK (length(short_title) <= 500),
    CONSTRAINT credential_country_length CHECK (length(country) <= 2),
    CONSTRAINT credential_identifier_length CHECK (length(identifier) <= 500),
    CONSTRAINT credential_exam_code_length CHECK (length(exam_code) <= 500),
    CONSTRAINT credential_url_length CHECK (length(url) <= 2000),
    CONSTRAINT credential_level_length CHECK (length(level) <= 500),
    CONSTRAINT credential_learning_outcomes_length CHECK (length(learning_outcomes) <= 20000),
    CONSTRAINT credential_assessment_length CHECK (length(assessment) <= 20000),
    CONSTRAINT credential_quality_assurance_length CHECK (length(quality_assurance) <= 20000),
    CONSTRAINT credential_grade_length CHECK (length(grade) <= 500),
    CONSTRAINT credential_prerequisites_length CHECK (length(prerequisites) <= 20000),
    CONSTRAINT credential_note_length CHECK (length(note) <= 20000),
    CONSTRAINT credential_title_needed CHECK (length(trim(title)) > 0),
    CONSTRAINT credential_kind_word CHECK (kind IN ('Certification', 'Certificate', 'CertificateOfCompletion', 'CertificateOfParticipation', 'ProfessionalCertificate', 'MicroCredential', 'DigitalBadge', 'OpenBadge', 'License', 'Diploma', 'Degree')),
    CONSTRAINT credential_state_word CHECK (state IN ('wish', 'planned', 'in_progress', 'submitted', 'earned', 'abandoned')),
    CONSTRAINT credential_workload_unit_word CHECK (workload_unit IN ('hours', 'ects', 'us_credit', 'uk_credit', 'ceu')),
    CONSTRAINT credential_participation_word CHECK (participation IN ('onsite', 'online', 'blended')),
    CONSTRAINT credential_supervision_word CHECK (supervision IN ('unsupervised', 'supervised', 'supervised_with_id')),
    CONSTRAINT credential_stackability_word CHECK (stackability IN ('stand_alone', 'stackable')),
    CONSTRAINT credential_validity_word CHECK (validity IN ('unknown', 'expires', 'no_expiry')),
    CONSTRAINT credential_planned_start_on_day CHECK (planned_start_on IS NULL OR date(planned_start_on) IS planned_start_on),
    CONSTRAINT credential_started_on_day CHECK (started_on IS NULL OR date(started_on) IS started_on),
    CONSTRAINT credential_target_on_day CHECK (target_on IS NULL OR date(target_on) IS target_on),
    CONSTRAINT credential_exam_on_day CHECK (exam_on IS NULL OR date(exam_on) IS exam_on),
    CONSTRAINT credential_earned_on_day CHECK (earned_on IS NULL OR date(earned_on) IS earned_on),
    CONSTRAINT credential_valid_until_day CHECK (valid_until IS NULL OR date(valid_until) IS valid_until),
    CONSTRAINT credential_exam_at_instant CHECK (exam_at IS NULL OR strftime('%Y-%m-%dT%H:%M:%SZ', exam_at) IS exam_at),
    CONSTRAINT credential_created_at_instant CHECK (created_at IS NULL OR strftime('%Y-%m-%dT%H:%M:%SZ', created_at) IS created_at),
    CONSTRAINT credential_level_eqf_range CHECK (level_eqf BETWEEN 1 AND 8),
    CONSTRAINT credential_planned_minutes_range CHECK (planned_minutes BETWEEN 1 AND 52560000),
    CONSTRAINT credential_workload_milli_range CHECK (workload_milli BETWEEN 1 AND 1000000000000),
    CONSTRAINT credential_is_archived_range CHECK (is_archived BETWEEN 0 AND 1),
    CONSTRAINT credential_workload_whole CHECK ((workload_milli IS NULL) = (workload_unit IS NULL)),
    UNIQUE (uuid),
    FOREIGN KEY(issuer_id) REFERENCES issuer (id)
) STRICT;

CREATE INDEX credential_by_state ON credential (is_archived, state);

CREATE UNIQUE INDEX credential_once_imported ON credential (source, source_key) WHERE source_key <> '';

CREATE TABLE expense (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    day TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    vendor TEXT NOT NULL,
    payer TEXT NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    rate TEXT,
    rate_currency TEXT,
    rate_on TEXT,
    rate_source TEXT NOT NULL,
    subscription_id INTEGER,
    source TEXT NOT NULL,
    source_key TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT expense_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT expense_currency_length CHECK (length(currency) <= 3),
    CONSTRAINT expense_title_length CHECK (length(title) <= 500),
    CONSTRAINT expense_vendor_length CHECK (length(vendor) <= 500),
    CONSTRAINT expense_note_length CHECK (length(note) <= 20000),
    CONSTRAINT expense_rate_length CHECK (length(rate) <= 40),
    CONSTRAINT expense_rate_currency_length CHECK (length(rate_currency) <= 3),
    CONSTRAINT expense_rate_source_length CHECK (length(rate_source) <= 100),
    CONSTRAINT expense_source_length CHECK (length(source) <= 100),
    CONSTRAINT expense_source_key_length CHECK (length(source_key) <= 200),
    CONSTRAINT expense_currency_needed CHECK (length(trim(currency)) > 0),
    CONSTRAINT expense_kind_word CHECK (kind IN ('exam', 'course', 'book', 'subscription', 'maintenance', 'equipment', 'travel', 'other')),
    CONSTRAINT expense_payer_word CHECK (payer IN ('self', 'employer', 'other')),
    CONSTRAINT expense_day_day CHECK (day IS NULL OR date(day) IS day),
    CONSTRAINT expense_rate_on_day CHECK (rate_on IS NULL OR date(rate_on) IS rate_on),
    CONSTRAINT expense_created_at_instant CHECK (created_at IS NULL OR strftime('%Y-%m-%dT%H:%M:%SZ', created_at) IS created_at),
    CONSTRAINT expense_amount_minor_range CHECK (amount_minor BETWEEN 1 AND 10000000000000),
    CONSTRAINT expense_tags_json CHECK (json_valid(tags)),
    CONSTRAINT expense_rate_whole CHECK ((rate IS NULL) = (rate_currency IS NULL)),
    UNIQUE (uuid),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id)
) STRICT;

CREATE INDEX expense_by_day ON expense (day, id);

CREATE UNIQUE INDEX expense_once_imported ON expense (source, source_key) WHERE source_key <> '';

CREATE TABLE study_pause (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    study_session_id INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    CONSTRAINT study_pause_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT study_pause_started_at_instant CHECK (started_at IS NULL OR strftime('%Y-%m-%dT%H:%M:%SZ', started_at) IS started_at),
    CONSTRAINT study_pause_ended_at_instant CHECK (ended_at IS NULL OR strftime('%Y-%m-%dT%H:%M:%SZ', ended_at) IS ended_at),
    CONSTRAINT study_pause_end_after_start CHECK (ended_at >= started_at),
    UNIQUE (uuid),
    FOREIGN KEY(study_session_id) REFERENCES study_session (id)
) STRICT;

CREATE INDEX study_pause_by_session ON study_pause (study_session_id, started_at);

CREATE TABLE credential_skill (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    credential_id INTEGER NOT NULL,
    skill_id INTEGER NOT NULL,
    CONSTRAINT credential_skill_uuid_length CHECK (length(uuid) <= 36),
    UNIQUE (uuid),
    FOREIGN KEY(credential_id) REFERENCES credential (id),
    FOREIGN KEY(skill_id) REFERENCES skill (id)
) STRICT;

CREATE INDEX credential_skill_by_skill ON credential_skill (skill_id);

CREATE UNIQUE INDEX credential_skill_once ON credential_skill (credential_id, skill_id);

CREATE TABLE exam_attempt (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    credential_id INTEGER NOT NULL,
    taken_on TEXT NOT NULL,
    result TEXT NOT NULL,
    score TEXT NOT NULL,
    expense_id INTEGER,
    note TEXT NOT NULL,
    CONSTRAINT exam_attempt_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT exam_attempt_score_length CHECK (length(score) <= 500),
    CONSTRAINT exam_attempt_note_length CHECK (length(note) <= 20000),
    CONSTRAINT exam_attempt_result_word CHECK (result IN ('planned', 'awaited', 'passed', 'failed', 'missed', 'cancelled')),
    CONSTRAINT exam_attempt_taken_on_day CHECK (taken_on IS NULL OR date(taken_on) IS taken_on),
    UNIQUE (uuid),
    FOREIGN KEY(credential_id) REFERENCES credential (id),
    FOREIGN KEY(expense_id) REFERENCES expense (id)
) STRICT;

CREATE INDEX exam_attempt_by_credential ON exam_attempt (credential_id, taken_on);

CREATE TABLE expense_share (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    expense_id INTEGER NOT NULL,
    credential_id INTEGER,
    title TEXT NOT NULL,
    weight INTEGER NOT NULL,
    minor INTEGER NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT expense_share_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT expense_share_title_length CHECK (length(title) <= 500),
    CONSTRAINT expense_share_weight_range CHECK (weight BETWEEN 1 AND 1000000),
    CONSTRAINT expense_share_minor_range CHECK (minor BETWEEN 0 AND 10000000000000),
    UNIQUE (uuid),
    FOREIGN KEY(expense_id) REFERENCES expense (id),
    FOREIGN KEY(credential_id) REFERENCES credential (id)
) STRICT;

CREATE INDEX expense_share_by_credential ON expense_share (credential_id, expense_id, minor);

CREATE INDEX expense_share_by_expense ON expense_share (expense_id, position);

CREATE TABLE goal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    minutes INTEGER NOT NULL,
    period TEXT NOT NULL,
    credential_id INTEGER,
    starts_on TEXT,
    ends_on TEXT,
    CONSTRAINT goal_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT goal_period_word CHECK (period IN ('day', 'week', 'month')),
    CONSTRAINT goal_starts_on_day CHECK (starts_on IS NULL OR date(starts_on) IS starts_on),
    CONSTRAINT goal_ends_on_day CHECK (ends_on IS NULL OR date(ends_on) IS ends_on),
    CONSTRAINT goal_minutes_range CHECK (minutes BETWEEN 1 AND 44640),
    CONSTRAINT goal_days_in_order CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on),
    UNIQUE (uuid),
    FOREIGN KEY(credential_id) REFERENCES credential (id)
) STRICT;

CREATE TABLE module (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    credential_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    weight INTEGER NOT NULL,
    position INTEGER NOT NULL,
    progress_percent INTEGER NOT NULL,
    target_on TEXT,
    done_on TEXT,
    note TEXT NOT NULL,
    CONSTRAINT module_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT module_title_length CHECK (length(title) <= 500),
    CONSTRAINT module_note_length CHECK (length(note) <= 20000),
    CONSTRAINT module_title_needed CHECK (length(trim(title)) > 0),
    CONSTRAINT module_target_on_day CHECK (target_on IS NULL OR date(target_on) IS target_on),
    CONSTRAINT module_done_on_day CHECK (done_on IS NULL OR date(done_on) IS done_on),
    CONSTRAINT module_weight_range CHECK (weight BETWEEN 0 AND 1000000),
    CONSTRAINT module_progress_percent_range CHECK (progress_percent BETWEEN 0 AND 100),
    UNIQUE (uuid),
    FOREIGN KEY(credential_id) REFERENCES credential (id)
) STRICT;

CREATE INDEX module_by_credential ON module (credential_id, position);

CREATE TABLE pathway (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    title TEXT NOT NULL,
    credential_id INTEGER,
    note TEXT NOT NULL,
    CONSTRAINT pathway_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT pathway_title_length CHECK (length(title) <= 500),
    CONSTRAINT pathway_note_length CHECK (length(note) <= 20000),
    CONSTRAINT pathway_title_needed CHECK (length(trim(title)) > 0),
    UNIQUE (uuid),
    FOREIGN KEY(credential_id) REFERENCES credential (id)
) STRICT;

CREATE TABLE pay_event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    effective_on TEXT NOT NULL,
    before_minor INTEGER NOT NULL,
    after_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    period TEXT NOT NULL,
    anyway_minor INTEGER,
    credential_id INTEGER,
    share_milli INTEGER,
    stated_by TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pay_event_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT pay_event_currency_length CHECK (length(currency) <= 3),
    CONSTRAINT pay_event_stated_by_length CHECK (length(stated_by) <= 500),
    CONSTRAINT pay_event_note_length CHECK (length(note) <= 20000),
    CONSTRAINT pay_event_currency_needed CHECK (length(trim(currency)) > 0),
    CONSTRAINT pay_event_period_word CHECK (period IN ('hour', 'month', 'year')),
    CONSTRAINT pay_event_effective_on_day CHECK (effective_on IS NULL OR date(effective_on) IS effective_on),
    CONSTRAINT pay_event_before_minor_range CHECK (before_minor BETWEEN 0 AND 10000000000000),
    CONSTRAINT pay_event_after_minor_range CHECK (after_minor BETWEEN 0 AND 10000000000000),
    CONSTRAINT pay_event_anyway_minor_range CHECK (anyway_minor BETWEEN -10000000000000 AND 10000000000000),
    CONSTRAINT pay_event_share_milli_range CHECK (share_milli BETWEEN 0 AND 1000),
    UNIQUE (uuid),
    FOREIGN KEY(credential_id) REFERENCES credential (id)
) STRICT;

CREATE TABLE planned_block (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    day TEXT NOT NULL,
    started_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_seconds INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    title TEXT NOT NULL,
    credential_id INTEGER,
    activity TEXT NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT planned_block_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT planned_block_zone_length CHECK (length(zone) <= 100),
    CONSTRAINT planned_block_title_length CHECK (length(title) <= 500),
    CONSTRAINT planned_block_activity_length CHECK (length(activity) <= 100),
    CONSTRAINT planned_block_note_length CHECK (length(note) <= 20000),
    CONSTRAINT planned_block_zone_needed CHECK (length(trim(zone)) > 0),
    CONSTRAINT planned_block_state_word CHECK (state IN ('open', 'kept', 'dropped')),
    CONSTRAINT planned_block_day_day CHECK (day IS NULL OR date(day) IS day),
    CONSTRAINT planned_block_started_at_instant CHECK (started_at IS NULL OR strftime('%Y-%m-%dT%H:%M:%SZ', started_at) IS started_at),
    CONSTRAINT planned_block_seconds_range CHECK (seconds BETWEEN 1 AND 86400),
    CONSTRAINT planned_block_offset_seconds_range CHECK (offset_seconds BETWEEN -86399 AND 86399),
    UNIQUE (uuid),
    FOREIGN KEY(credential_id) REFERENCES credential (id)
) STRICT;

CREATE INDEX planned_block_by_day ON planned_block (day, started_at);

CREATE TABLE refund (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    expense_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT refund_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT refund_note_length CHECK (length(note) <= 20000),
    CONSTRAINT refund_day_day CHECK (day IS NULL OR date(day) IS day),
    CONSTRAINT refund_amount_minor_range CHECK (amount_minor BETWEEN 1 AND 10000000000000),
    UNIQUE (uuid),
    FOREIGN KEY(expense_id) REFERENCES expense (id)
) STRICT;

CREATE INDEX refund_by_expense ON refund (expense_id, amount_minor);

CREATE TABLE reimbursement (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    expense_id INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,
    state TEXT NOT NULL,
    payer TEXT NOT NULL,
    cap_minor INTEGER,
    claim_by TEXT,
    claimed_on TEXT,
    paid_on TEXT,
    claw_back_until TEXT,
    note TEXT NOT NULL,
    CONSTRAINT reimbursement_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT reimbursement_payer_length CHECK (length(payer) <= 500),
    CONSTRAINT reimbursement_note_length CHECK (length(note) <= 20000),
    CONSTRAINT reimbursement_state_word CHECK (state IN ('to_claim', 'claimed', 'approved', 'paid', 'refused')),
    CONSTRAINT reimbursement_claim_by_day CHECK (claim_by IS NULL OR date(claim_by) IS claim_by),
    CONSTRAINT reimbursement_claimed_on_day CHECK (claimed_on IS NULL OR date(claimed_on) IS claimed_on),
    CONSTRAINT reimbursement_paid_on_day CHECK (paid_on IS NULL OR date(paid_on) IS paid_on),
    CONSTRAINT reimbursement_claw_back_until_day CHECK (claw_back_until IS NULL OR date(claw_back_until) IS claw_back_until),
    CONSTRAINT reimbursement_amount_minor_range CHECK (amount_minor BETWEEN 0 AND 10000000000000),
    CONSTRAINT reimbursement_cap_minor_range CHECK (cap_minor BETWEEN 0 AND 10000000000000),
    UNIQUE (uuid),
    FOREIGN KEY(expense_id) REFERENCES expense (id)
) STRICT;

CREATE INDEX reimbursement_by_expense ON reimbursement (expense_id, state, amount_minor);

CREATE TABLE renewal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    credential_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    cycle_months INTEGER,
    unit TEXT NOT NULL,
    units_milli INTEGER,
    least_a_year_milli INTEGER,
    carry_over_milli INTEGER,
    categories TEXT NOT NULL,
    fee_minor INTEGER,
    fee_currency TEXT,
    rule_pack TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT renewal_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT renewal_unit_length CHECK (length(unit) <= 100),
    CONSTRAINT renewal_fee_currency_length CHECK (length(fee_currency) <= 3),
    CONSTRAINT renewal_rule_pack_length CHECK (length(rule_pack) <= 100),
    CONSTRAINT renewal_note_length CHECK (length(note) <= 20000),
    CONSTRAINT renewal_kind_word CHECK (kind IN ('retake', 'cpe', 'pdu', 'ceu', 'fee', 'assessment', 'none')),
    CONSTRAINT renewal_cycle_months_range CHECK (cycle_months BETWEEN 1 AND 600),
    CONSTRAINT renewal_units_milli_range CHECK (units_milli BETWEEN 0 AND 1000000000),
    CONSTRAINT renewal_least_a_year_milli_range CHECK (least_a_year_milli BETWEEN 0 AND 1000000000),
    CONSTRAINT renewal_carry_over_milli_range CHECK (carry_over_milli BETWEEN 0 AND 1000000000),
    CONSTRAINT renewal_fee_minor_range CHECK (fee_minor BETWEEN 0 AND 10000000000000),
    CONSTRAINT renewal_categories_json CHECK (json_valid(categories)),
    CONSTRAINT renewal_fee_whole CHECK ((fee_minor IS NULL) = (fee_currency IS NULL)),
    UNIQUE (uuid),
    FOREIGN KEY(credential_id) REFERENCES credential (id)
) STRICT;

CREATE INDEX renewal_by_credential ON renewal (credential_id);

CREATE TABLE scenario (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    name TEXT NOT NULL,
    inputs TEXT NOT NULL,
    credential_id INTEGER,
    note TEXT NOT NULL,
    CONSTRAINT scenario_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT scenario_name_length CHECK (length(name) <= 500),
    CONSTRAINT scenario_note_length CHECK (length(note) <= 20000),
    CONSTRAINT scenario_name_needed CHECK (length(trim(name)) > 0),
    CONSTRAINT scenario_inputs_json CHECK (json_valid(inputs)),
    UNIQUE (uuid),
    FOREIGN KEY(credential_id) REFERENCES credential (id)
) STRICT;

CREATE TABLE study_share (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    study_session_id INTEGER NOT NULL,
    credential_id INTEGER,
    title TEXT NOT NULL,
    weight INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT study_share_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT study_share_title_length CHECK (length(title) <= 500),
    CONSTRAINT study_share_weight_range CHECK (weight BETWEEN 1 AND 1000000),
    CONSTRAINT study_share_seconds_range CHECK (seconds BETWEEN 0 AND 604800),
    UNIQUE (uuid),
    FOREIGN KEY(study_session_id) REFERENCES study_session (id),
    FOREIGN KEY(credential_id) REFERENCES credential (id)
) STRICT;

CREATE INDEX study_share_by_credential ON study_share (credential_id, study_session_id, seconds);

CREATE INDEX study_share_by_session ON study_share (study_session_id, position, credential_id);

CREATE TABLE pathway_step (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    pathway_id INTEGER NOT NULL,
    credential_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    CONSTRAINT pathway_step_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT pathway_step_weight_range CHECK (weight BETWEEN 0 AND 1000000),
    UNIQUE (uuid),
    FOREIGN KEY(pathway_id) REFERENCES pathway (id),
    FOREIGN KEY(credential_id) REFERENCES credential (id)
) STRICT;

CREATE INDEX pathway_step_by_credential ON pathway_step (credential_id);

CREATE UNIQUE INDEX pathway_step_once ON pathway_step (pathway_id, credential_id);

CREATE TABLE renewal_cycle (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    renewal_id INTEGER NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    state TEXT NOT NULL,
    expense_id INTEGER,
    note TEXT NOT NULL,
    CONSTRAINT renewal_cycle_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT renewal_cycle_note_length CHECK (length(note) <= 20000),
    CONSTRAINT renewal_cycle_state_word CHECK (state IN ('open', 'submitted', 'renewed', 'lapsed')),
    CONSTRAINT renewal_cycle_starts_on_day CHECK (starts_on IS NULL OR date(starts_on) IS starts_on),
    CONSTRAINT renewal_cycle_ends_on_day CHECK (ends_on IS NULL OR date(ends_on) IS ends_on),
    CONSTRAINT renewal_cycle_days_in_order CHECK (ends_on >= starts_on),
    UNIQUE (uuid),
    FOREIGN KEY(renewal_id) REFERENCES renewal (id),
    FOREIGN KEY(expense_id) REFERENCES expense (id)
) STRICT;

CREATE INDEX renewal_cycle_by_renewal ON renewal_cycle (renewal_id, ends_on);

CREATE TABLE renewal_credit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    cycle_id INTEGER NOT NULL,
    earned_on TEXT NOT NULL,
    units_milli INTEGER NOT NULL,
    title TEXT NOT NULL,
    category TEXT NOT NULL,
    study_session_id INTEGER,
    note TEXT NOT NULL,
    CONSTRAINT renewal_credit_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT renewal_credit_title_length CHECK (length(title) <= 500),
    CONSTRAINT renewal_credit_category_length CHECK (length(category) <= 500),
    CONSTRAINT renewal_credit_note_length CHECK (length(note) <= 20000),
    CONSTRAINT renewal_credit_earned_on_day CHECK (earned_on IS NULL OR date(earned_on) IS earned_on),
    CONSTRAINT renewal_credit_units_milli_range CHECK (units_milli BETWEEN 1 AND 1000000000),
    UNIQUE (uuid),
    FOREIGN KEY(cycle_id) REFERENCES renewal_cycle (id),
    FOREIGN KEY(study_session_id) REFERENCES study_session (id)
) STRICT;

CREATE INDEX renewal_credit_by_cycle ON renewal_credit (cycle_id);

CREATE INDEX renewal_credit_by_session ON renewal_credit (study_session_id);

CREATE TABLE evidence (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size_bytes INTEGER,
    added_at TEXT NOT NULL,
    note TEXT NOT NULL,
    credential_id INTEGER,
    expense_id INTEGER,
    renewal_credit_id INTEGER,
    CONSTRAINT evidence_uuid_length CHECK (length(uuid) <= 36),
    CONSTRAINT evidence_title_length CHECK (length(title) <= 500),
    CONSTRAINT evidence_url_length CHECK (length(url) <= 2000),
    CONSTRAINT evidence_file_name_length CHECK (length(file_name) <= 500),
    CONSTRAINT evidence_media_type_length CHECK (length(media_type) <= 200),
    CONSTRAINT evidence_sha256_length CHECK (length(sha256) <= 64),
    CONSTRAINT evidence_note_length CHECK (length(note) <= 20000),
    CONSTRAINT evidence_title_needed CHECK (length(trim(title)) > 0),
    CONSTRAINT evidence_kind_word CHECK (kind IN ('file', 'link')),
    CONSTRAINT evidence_added_at_instant CHECK (added_at IS NULL OR strftime('%Y-%m-%dT%H:%M:%SZ', added_at) IS added_at),
    CONSTRAINT evidence_size_bytes_range CHECK (size_bytes BETWEEN 0 AND 1000000000000000),
    CONSTRAINT evidence_file_whole CHECK ((kind = 'file') = (length(sha256) = 64) AND (kind = 'file') = (size_bytes IS NOT NULL)),
    CONSTRAINT evidence_one_owner CHECK ((credential_id IS NOT NULL) + (expense_id IS NOT NULL) + (renewal_credit_id IS NOT NULL) <= 1),
    UNIQUE (uuid),
    FOREIGN KEY(credential_id) REFERENCES credential (id),
    FOREIGN KEY(expense_id) REFERENCES expense (id),
    FOREIGN KEY(renewal_credit_id) REFERENCES renewal_credit (id)
) STRICT;

CREATE INDEX evidence_by_credential ON evidence (credential_id);

CREATE INDEX evidence_by_expense ON evidence (expense_id);

CREATE INDEX evidence_by_renewal_credit ON evidence (renewal_credit_id);

CREATE INDEX evidence_by_sha256 ON evidence (sha256);

CREATE TABLE evidence_skill (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    digest BLOB NOT NULL,
    evidence_id INTEGER NOT NULL,
    skill_id INTEGER NOT NULL,
    CONSTRAINT evidence_skill_uuid_length CHECK (length(uuid) <= 36),
    UNIQUE (uuid),
    FOREIGN KEY(evidence_id) REFERENCES evidence (id),
    FOREIGN KEY(skill_id) REFERENCES skill (id)
) STRICT;

CREATE INDEX evidence_skill_by_skill ON evidence_skill (skill_id);

CREATE UNIQUE INDEX evidence_skill_once ON evidence_skill (evidence_id, skill_id);

-- What happened is never rewritten; only «erase for good» takes these aside in its own transaction.
CREATE TRIGGER operation_is_kept BEFORE DELETE ON operation
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;

CREATE TRIGGER operation_is_final BEFORE UPDATE ON operation
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;

CREATE TRIGGER change_is_kept BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;

CREATE TRIGGER change_is_final BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
