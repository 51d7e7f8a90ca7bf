"""The template studio: admins make, edit, check and publish their organisation's templates."""
