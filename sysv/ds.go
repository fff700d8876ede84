package sysv

// Perm is struct ipc_perm.
type Perm struct {
	Key        Key
	UID, GID   uint32 // owner
	CUID, CGID uint32 // creator
	Mode       uint32 // permissions and, for segments, SHM_DEST and SHM_LOCKED
	Seq        uint32
}

// ShmidDS is struct shmid_ds. Times are seconds since the epoch, 0 for never.
type ShmidDS struct {
	Perm                Perm
	Segsz               uint64 // bytes
	Atime, Dtime, Ctime int64
	Cpid, Lpid          int
	Nattch              uint64
}

// ShmLimits is struct shminfo, what IPC_INFO gives.
type ShmLimits struct {
	Shmmax, Shmmin uint64 // bytes
	Shmmni, Shmseg uint64
	Shmall         uint64 // pages
}

// ShmUsage is struct shm_info, what SHM_INFO gives.
type ShmUsage struct {
	UsedIDs                     int
	ShmTot, ShmRss, ShmSwp      uint64 // pages
	SwapAttempts, SwapSuccesses uint64
}

// SemidDS is struct semid_ds.
type SemidDS struct {
	Perm         Perm
	Otime, Ctime int64
	Nsems        uint64
}

// SemLimits is struct seminfo. SEM_INFO puts the number of sets into Semusz
// and of semaphores into Semaem.
type SemLimits struct {
	Semmap, Semmni, Semmns, Semmnu, Semmsl int
	Semopm, Semume, Semusz, Semvmx, Semaem int
}

// MsqidDS is struct msqid_ds.
type MsqidDS struct {
	Perm                Perm
	Stime, Rtime, Ctime int64
	Cbytes              uint64 // bytes on the queue
	Qnum                uint64 // messages on the queue
	Qbytes              uint64 // bytes allowed
	Lspid, Lrpid        int
}

// MsgLimits is struct msginfo. MSG_INFO puts the number of queues into
// Msgpool, of messages into Msgmap and of bytes into Msgtql.
type MsgLimits struct {
	Msgpool, Msgmap, Msgmax, Msgmnb int
	Msgmni, Msgssz, Msgtql, Msgseg  int
}
