package io.callstream.cli.demo;

import java.net.URI;

/** Rewrites a database address from libpq's form to JDBC's. */
final class JdbcUrl {
    private JdbcUrl() {}

    static String of(String url) {
        URI uri = URI.create(url);
        String[] user = uri.getRawUserInfo().split(":", 2);
        return "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getRawPath() + "?user=" + user[0]
                + "&password=" + user[1];
    }
}
