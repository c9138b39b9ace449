"""The window: thin Qt shells around a pure workspace."""
