package io.callstream.analytics.spend;

/**
 * One ledger of spending.
 *
 * @param version part of every row's key
 * @param rating what calls are entered with
 */
public record Ledger(String version, Rating rating) {}
