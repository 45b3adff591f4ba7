"""Recognition: from plain lines to sections, statements, speakers, dates and quotations."""
