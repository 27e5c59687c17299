"""Assistant for the ressourcepædagog work in Ishøj's daycare centres."""

__version__ = "0.1.0"
