"""What kind of place a folder is: local, on a network, kept in step by another program."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

# Write-ahead logging needs memory shared between processes, which no network file system gives.
_NETWORK_TYPES = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "glusterfs"),
        *("fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs", "davfs", "fuse.davfs2"),
    }
)
# A marker that lies in the root of a synced folder, or the name such a folder carries.
_SYNC_MARKERS = (".dropbox", ".dropbox.cache", ".stfolder", ".owncloudsync.log", ".sync")
_SYNC_NAMES = ("dropbox", "onedrive", "google drive", "googledrive", "icloud drive", "nextcloud")
_SYNC_PARTS = ("com~apple~clouddocs", "mobile documents")
# What a file system answers that can't sync a folder at all.
_NO_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


def is_local(folder: Path, mountinfo: str = "/proc/self/mountinfo") -> bool:
    """Whether `folder` lies on a file system of this computer.

    On Linux by the mount table; on Windows a UNC path is not local; elsewhere and where the table
    can't be read, True.
    """
    if sys.platform == "win32":
        return not str(folder.resolve()).startswith("\\\\")
    try:
        lines = Path(mountinfo).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return True
    return _mount_type(folder.resolve(), lines) not in _NETWORK_TYPES


def _mount_type(folder: Path, lines: list[str]) -> str:
    best, found = -1, ""
    for line in lines:
        before, _dash, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        mount = Path(fields[4].replace("\\040", " "))
        if (folder == mount or mount in folder.parents) and len(mount.parts) >= best:
            best, found = len(mount.parts), after.split()[0]
    return found


def is_synced(folder: Path) -> bool:
    """Whether another program seems to keep `folder` in step with another computer."""
    for place in (folder, *folder.parents):
        name = place.name.lower()
        if name.startswith(_SYNC_NAMES) or name in _SYNC_PARTS:
            return True
        if any((place / marker).exists() for marker in _SYNC_MARKERS):
            return True
    return False


def sync_folder(folder: Path) -> None:
    """Make names created, renamed or removed in `folder` durable (nothing to do on Windows)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some file systems (FUSE, shares, 9p) sync files and know no syncing of folders.
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)
