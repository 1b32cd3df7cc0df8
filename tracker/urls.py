"""All addresses, and what answers when an address or a request is refused."""

from allauth.account import views as allauth
from allauth.account.decorators import secure_admin_login
from allauth.mfa.recovery_codes.views import view_recovery_codes
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.urls import include, path, re_path

from commitments.views import access, account, health, oidc, passkey, second_factor, security_txt

# One way in: the admin's own sign-in page would be a second one, without limits on attempts.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# allauth's names, but only what is used here: no signing up, no managing of addresses.
accounts = [
    path("login/", account.LoginView.as_view(), name="account_login"),
    path("logout/", account.LogoutView.as_view(), name="account_logout"),
    path("login/passkey/", passkey.sign_in, name="account_login_passkey"),
    path("login/passkey/options/", passkey.options, name="account_login_passkey_options"),
    path("login/at/<str:code>/", oidc.leave, name="account_oidc"),
    path("login/at/<str:code>/answer/", oidc.come_back, name="account_oidc_answer"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("invitation/accepted/", account.invitation_accepted, name="account_invitation_accepted"),
    path("invitation/<str:token>/", account.invitation, name="account_invitation"),
    path("access/", access.show, name="account_access"),
    path("access/end/", access.end, name="account_access_end"),
    path("access/identity/", access.identity, name="account_access_identity"),
    path("reauthenticate/", account.ReauthenticateView.as_view(), name="account_reauthenticate"),
    path(
        "password/change/",
        login_required(account.PasswordChangeView.as_view()),
        name="account_change_password",
    ),
    path("password/reset/", account.PasswordResetView.as_view(), name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(),
        name="account_reset_password_from_key",
    ),
]

# allauth's names again; what shows recovery codes a second time is left out.
factors = [
    path("", login_required(second_factor.IndexView.as_view()), name="mfa_index"),
    path("authenticate/", second_factor.AuthenticateView.as_view(), name="mfa_authenticate"),
    path("reauthenticate/", second_factor.FactorAgainView.as_view(), name="mfa_reauthenticate"),
    path("app/", second_factor.ActivateView.as_view(), name="mfa_activate_totp"),
    path("app/picture/", login_required(second_factor.picture), name="mfa_totp_picture"),
    path("app/remove/", second_factor.DeactivateView.as_view(), name="mfa_deactivate_totp"),
    path("passkeys/add/", passkey.add, name="mfa_passkey_add"),
    path("passkeys/<int:pk>/", passkey.change, name="mfa_passkey"),
    path("passkeys/<int:pk>/remove/", passkey.remove, name="mfa_passkey_remove"),
    path("codes/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/new/", second_factor.NewCodesView.as_view(), name="mfa_generate_recovery_codes"),
]

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path(".well-known/security.txt", security_txt.security_txt, name="security-txt"),
    path("accounts/", include(accounts)),
    path("accounts/factors/", include(factors)),
    path("admin/", admin.site.urls),
    path("", include("commitments.urls")),
]

handler400 = "commitments.views.errors.bad_request"
handler403 = "commitments.views.errors.forbidden"
handler404 = "commitments.views.errors.not_found"
handler429 = "commitments.views.errors.too_many"  # asked for by allauth when a limit is reached
handler500 = "commitments.views.errors.server_error"
