"""Documents of others become drafts: the command `import`, its table and its report."""
