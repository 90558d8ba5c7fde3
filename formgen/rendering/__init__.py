"""From a Procedure and answers to bytes: pages, PDFs, mails, models."""
