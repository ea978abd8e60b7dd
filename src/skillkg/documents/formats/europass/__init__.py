"""Europass resumes in XML: today's ``Candidate``, and ``SkillsPassport`` from before 2020."""
