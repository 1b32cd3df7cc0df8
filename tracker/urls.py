"""All addresses, and what answers when an address or a request is refused."""

from allauth.account import views as allauth
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.urls import include, path, re_path

from commitments.views import access, account, health, security_txt

# One way in: the admin's own sign-in page would be a second one, without limits on attempts.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# allauth's names, but only what is used here: no signing up, no managing of addresses.
accounts = [
    path("login/", account.LoginView.as_view(), name="account_login"),
    path("logout/", account.LogoutView.as_view(), name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("invitation/accepted/", account.invitation_accepted, name="account_invitation_accepted"),
    path("invitation/<str:token>/", account.invitation, name="account_invitation"),
    path("access/", access.show, name="account_access"),
    path("access/end/", access.end, name="account_access_end"),
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

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path(".well-known/security.txt", security_txt.security_txt, name="security-txt"),
    path("accounts/", include(accounts)),
    path("admin/", admin.site.urls),
    path("", include("commitments.urls")),
]

handler400 = "commitments.views.errors.bad_request"
handler403 = "commitments.views.errors.forbidden"
handler404 = "commitments.views.errors.not_found"
handler429 = "commitments.views.errors.too_many"  # asked for by allauth when a limit is reached
handler500 = "commitments.views.errors.server_error"
