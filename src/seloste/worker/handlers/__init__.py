"""How each kind of owed work is done. One file a module; `registry` names them all."""
