"""Demands that are met or not, beside the fit: years, languages, licences, degrees."""
