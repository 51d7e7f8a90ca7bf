from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from .models import Invitation, Membership, Organisation, User


class SignupForm(forms.Form):
    """What allauth's sign-up form asks on top of address and password."""

    name = forms.CharField(
        label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    def signup(self, request, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.language = request.LANGUAGE_CODE
        user.save(update_fields=["name", "language"])


class InviteForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["email", "role", "language"]
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "off"})}
        help_texts = {
            "role": _(
                "Admins also invite people. Managers run events. Auditors score the walkthroughs given to "
                "them. Clients read the released reports of their own events."
            ),
            "language": _("The language of the invitation, and at first of their pages."),
        }


class RoleForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["role"]


class NewPersonForm(forms.Form):
    """Name and password of somebody who accepts an invitation without having an account."""

    name = forms.CharField(
        label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters, not only numbers, and not one that many people use."),
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict:
        cleaned = super().clean()
        person = User(email=self.email, name=cleaned.get("name", ""))
        try:
            password_validation.validate_password(cleaned.get("password", ""), person)
        except forms.ValidationError as error:
            if "password" in cleaned:
                self.add_error("password", error)
        return cleaned


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}
        help_texts = {"language": _("For your pages and for the e-mails we send you.")}


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["name"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "organization"})}
