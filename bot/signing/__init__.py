"""The second component of a signature: a PIN, or the code of an authenticator (21 CFR 11.200(a)(1))."""
