"""The texts of letters and of the copy, in three languages; read by `notice.rendering.boilerplate`."""
