"""The vault: personal data sealed at rest, the keys they are sealed with, and finding them blind.

Only this package sees ciphers, and only this package sees keys in clear.
"""
