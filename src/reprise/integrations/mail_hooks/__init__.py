"""Mails that a provider posts (Mailgun, Postmark, SendGrid, SparkPost, Mailjet, Brevo), or any program, raw."""
