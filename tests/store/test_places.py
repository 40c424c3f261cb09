from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tracker.store.places import is_local, is_synced, sync_folder

MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:40 / /srv/me/share rw shared:9 - cifs //server/share rw
31 22 0:41 / /mnt/net\\040work rw - nfs4 server:/x rw
32 30 254:2 / /srv/me/share/disk rw - ext4 /dev/sdb1 rw
33 22 0:50 / /srv/me/phone rw - fuse.sshfs me@host:/ rw
"""


@pytest.mark.parametrize(
    ("folder", "is_here"),
    [
        ("/srv/me", True),
        ("/srv/me/share", False),
        ("/srv/me/share/deep/er", False),
        ("/srv/me/sharewood", True),
        ("/srv/me/share/disk/cairn", True),
        ("/mnt/net work/cairn", False),
        ("/srv/me/phone", False),
    ],
)
def test_a_network_folder_is_told_by_the_table_of_mounts(
    tmp_path: Path, folder: str, is_here: bool
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS)
    assert is_local(Path(folder), str(table)) is is_here


def test_where_no_table_can_be_read_a_folder_counts_as_local(tmp_path: Path) -> None:
    assert is_local(tmp_path, str(tmp_path / "missing"))


@pytest.mark.parametrize("name", ["Dropbox", "Dropbox (Firm)", "OneDrive", "Google Drive"])
def test_a_synced_folder_is_told_by_its_name(tmp_path: Path, name: str) -> None:
    assert is_synced(tmp_path / name / "deep")


@pytest.mark.parametrize("marker", [".dropbox", ".stfolder", ".sync"])
def test_a_synced_folder_is_told_by_its_marker(tmp_path: Path, marker: str) -> None:
    deep = tmp_path / "one" / "two"
    deep.mkdir(parents=True)
    assert not is_synced(deep)
    (tmp_path / "one" / marker).mkdir()
    assert is_synced(deep)


def test_a_missing_folder_is_not_taken_for_a_durable_one(tmp_path: Path) -> None:
    sync_folder(tmp_path)
    if sys.platform != "win32":
        with pytest.raises(FileNotFoundError):
            sync_folder(tmp_path / "missing")


@pytest.mark.skipif(sys.platform != "linux", reason="a file system that syncs no folder is needed")
def test_a_file_system_that_syncs_no_folders_is_written_to_all_the_same() -> None:
    sync_folder(Path("/proc"))
