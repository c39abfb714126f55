package io.callstream.testing.reply;

/** One header line of an answer, sent as it stands. */
public record Header(String name, String value) {}
