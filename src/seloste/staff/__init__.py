"""Those who work with the register: invitations, roles, the end of access."""
