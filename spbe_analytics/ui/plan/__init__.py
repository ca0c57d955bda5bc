"""The one plan that *Prioritas* and *Simulasi & rencana* share: held, asked for, and written."""
