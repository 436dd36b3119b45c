"""The addresses of signing in. What stands not here of allauth's pages does not exist."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from seloste.console.sign_in import views

# allauth reverses its own names, so they stay.
urlpatterns = [
    path("", account.login, name="account_login"),
    path("out/", account.logout, name="account_logout"),
    path("out/everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("join/", views.join, name="join"),
    path("join/<str:token>/", views.follow_invitation, name="follow_invitation"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", second.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/key/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("second/", second.authenticate, name="mfa_authenticate"),
    path("passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("security/", second.index, name="mfa_index"),
    path("security/password/", account.password_change, name="account_change_password"),
    path("security/app/add/", views.AddApp.as_view(), name="mfa_activate_totp"),
    path("security/app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("security/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "security/codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "security/codes/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("security/keys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("security/keys/add/", views.AddKey.as_view(), name="mfa_add_webauthn"),
    path("security/keys/<int:pk>/remove/", views.RemoveKey.as_view(), name="mfa_remove_webauthn"),
]
