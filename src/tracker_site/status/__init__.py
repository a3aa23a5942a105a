"""Every rule about what is true across meetings: statuses, sign-off, due dates, silence, promises, deadlines."""
