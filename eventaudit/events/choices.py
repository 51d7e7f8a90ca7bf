from django import forms


class ManyRowsField(forms.ModelMultipleChoiceField):
    """Rows by their numbers; one too large for the database's integers is a row that is not there."""

    def _check_values(self, value):
        try:
            return super()._check_values(value)
        except OverflowError:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": "…"}
            ) from None
