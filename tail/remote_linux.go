package tail

import "golang.org/x/sys/unix"

// isRemote reports whether a directory is on a file system without notifications: SMB, NFS, AFS,
// Ceph, 9P or FUSE (magic numbers from statfs(2)).
func isRemote(dir string) bool {
	var st unix.Statfs_t
	if isUNC(dir) || unix.Statfs(dir, &st) != nil {
		return isUNC(dir)
	}
	switch uint32(st.Type) {
	case unix.SMB_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.NFS_SUPER_MAGIC,
		unix.AFS_SUPER_MAGIC, unix.CEPH_SUPER_MAGIC, unix.V9FS_MAGIC, unix.FUSE_SUPER_MAGIC:
		return true
	}
	return false
}
