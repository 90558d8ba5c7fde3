"""The worker: a process that does the jobs asked for, of which sending mails is the first."""
