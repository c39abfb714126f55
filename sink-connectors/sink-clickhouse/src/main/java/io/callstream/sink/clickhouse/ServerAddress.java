package io.callstream.sink.clickhouse;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the server's HTTP interface is and who asks.
 *
 * @see <a href="https://clickhouse.com/docs/interfaces/http">ClickHouse: HTTP interface</a>
 */
final class ServerAddress {
    static final Key<URI> URL = Key.url("url")
            .orVariables("CLICKHOUSE_URL")
            .required()
            .says("`http://host:8123` or `https://user:password@host:8443`.");
    static final Key<Optional<String>> USER = Key.text("user")
            .orVariables("CLICKHOUSE_USER", "CLICKHOUSE_USERNAME")
            .optional()
            .says("By default what the URL says, else `default`.");
    static final Key<Optional<Secret>> PASSWORD =
            Key.secret("password").orVariables("CLICKHOUSE_PASSWORD").optional().says("By default what the URL says.");

    private ServerAddress() {}

    /** @param limit after which the server gives a statement up */
    static Target read(SinkSettings settings, Duration limit) {
        URI url = settings.get(URL);
        String[] userInfo = Optional.ofNullable(url.getRawUserInfo()).orElse("").split(":", 2);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "X-ClickHouse-User",
                settings.get(USER).or(() -> decoded(userInfo[0])).orElse("default"));
        settings.get(PASSWORD)
                .map(Secret::reveal)
                .or(() -> userInfo.length < 2 ? Optional.empty() : decoded(userInfo[1]))
                .ifPresent(password -> headers.put("X-ClickHouse-Key", password));
        return new Target(endpoint(url, limit), headers);
    }

    /** An answer comes when all is done: without this, status 200 may be followed by an error in the body. */
    private static URI endpoint(URI url, Duration limit) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return URI.create(url.getScheme() + "://" + url.getHost() + port + path
                + "?wait_end_of_query=1&max_execution_time=" + Math.max(1, limit.toSeconds()));
    }

    private static Optional<String> decoded(String part) {
        // In a user's name or password a plus sign stands for itself.
        return Optional.of(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .filter(text -> !text.isEmpty());
    }
}
