package sysv

// Constants of <sys/ipc.h>, <sys/shm.h>, <sys/sem.h> and <sys/msg.h> on Linux.
const (
	IPC_PRIVATE Key = 0

	IPC_CREAT  = 0o1000
	IPC_EXCL   = 0o2000
	IPC_NOWAIT = 0o4000

	IPC_RMID = 0
	IPC_SET  = 1
	IPC_STAT = 2
	IPC_INFO = 3

	SHM_R         = 0o400
	SHM_W         = 0o200
	SHM_RDONLY    = 0o10000
	SHM_RND       = 0o20000
	SHM_REMAP     = 0o40000
	SHM_EXEC      = 0o100000
	SHM_LOCK      = 11
	SHM_UNLOCK    = 12
	SHM_STAT      = 13
	SHM_INFO      = 14
	SHM_STAT_ANY  = 15
	SHM_DEST      = 0o1000
	SHM_LOCKED    = 0o2000
	SHM_HUGETLB   = 0o4000
	SHM_NORESERVE = 0o10000

	SHM_HUGE_SHIFT = 26
	SHM_HUGE_MASK  = 0x3f
	SHM_HUGE_2MB   = 21 << SHM_HUGE_SHIFT
	SHM_HUGE_1GB   = 30 << SHM_HUGE_SHIFT

	SEM_UNDO     = 0x1000
	GETPID       = 11
	GETVAL       = 12
	GETALL       = 13
	GETNCNT      = 14
	GETZCNT      = 15
	SETVAL       = 16
	SETALL       = 17
	SEM_STAT     = 18
	SEM_INFO     = 19
	SEM_STAT_ANY = 20

	MSG_NOERROR  = 0o10000
	MSG_EXCEPT   = 0o20000
	MSG_COPY     = 0o40000
	MSG_STAT     = 11
	MSG_INFO     = 12
	MSG_STAT_ANY = 13
)

// Constant is a number of the C headers under its C name.
type Constant struct {
	Name  string
	Value int
}

// Constants lists every constant above, in the headers' order.
func Constants() []Constant {
	return []Constant{
		{"IPC_PRIVATE", int(IPC_PRIVATE)},
		{"IPC_CREAT", IPC_CREAT}, {"IPC_EXCL", IPC_EXCL}, {"IPC_NOWAIT", IPC_NOWAIT},
		{"IPC_RMID", IPC_RMID}, {"IPC_SET", IPC_SET}, {"IPC_STAT", IPC_STAT}, {"IPC_INFO", IPC_INFO},
		{"SHM_R", SHM_R}, {"SHM_W", SHM_W},
		{"SHM_RDONLY", SHM_RDONLY}, {"SHM_RND", SHM_RND}, {"SHM_REMAP", SHM_REMAP}, {"SHM_EXEC", SHM_EXEC},
		{"SHM_LOCK", SHM_LOCK}, {"SHM_UNLOCK", SHM_UNLOCK},
		{"SHM_STAT", SHM_STAT}, {"SHM_INFO", SHM_INFO}, {"SHM_STAT_ANY", SHM_STAT_ANY},
		{"SHM_DEST", SHM_DEST}, {"SHM_LOCKED", SHM_LOCKED},
		{"SHM_HUGETLB", SHM_HUGETLB}, {"SHM_NORESERVE", SHM_NORESERVE},
		{"SHM_HUGE_SHIFT", SHM_HUGE_SHIFT}, {"SHM_HUGE_MASK", SHM_HUGE_MASK},
		{"SHM_HUGE_2MB", SHM_HUGE_2MB}, {"SHM_HUGE_1GB", SHM_HUGE_1GB},
		{"SEM_UNDO", SEM_UNDO},
		{"GETPID", GETPID}, {"GETVAL", GETVAL}, {"GETALL", GETALL}, {"GETNCNT", GETNCNT}, {"GETZCNT", GETZCNT},
		{"SETVAL", SETVAL}, {"SETALL", SETALL},
		{"SEM_STAT", SEM_STAT}, {"SEM_INFO", SEM_INFO}, {"SEM_STAT_ANY", SEM_STAT_ANY},
		{"MSG_NOERROR", MSG_NOERROR}, {"MSG_EXCEPT", MSG_EXCEPT}, {"MSG_COPY", MSG_COPY},
		{"MSG_STAT", MSG_STAT}, {"MSG_INFO", MSG_INFO}, {"MSG_STAT_ANY", MSG_STAT_ANY},
	}
}
