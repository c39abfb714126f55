package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads where Redis is, in LiteLLM's keys, else in its environment variables. */
final class RedisAddressReader {
    static final Key<Optional<String>> URL = Key.text("url")
            .orVariables("REDIS_URL")
            .optional()
            .says(
                    "Address of Redis: `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS; before the"
                            + " keys that name its parts.");
    static final Key<Optional<String>> HOST =
            Key.text("host").orVariables("REDIS_HOST").optional().says("Host of Redis.");
    static final Key<Integer> PORT = Key.integer("port")
            .min("1")
            .max("65535")
            .orVariables("REDIS_PORT")
            .byDefault("6379")
            .says("Port of Redis.");
    static final Key<Optional<String>> USERNAME =
            Key.text("username").orVariables("REDIS_USERNAME").optional().says("User to sign in with.");
    static final Key<Optional<Secret>> PASSWORD =
            Key.secret("password").orVariables("REDIS_PASSWORD").optional().says("Password to sign in with.");
    static final Key<Boolean> SSL =
            Key.flag("ssl").orVariables("REDIS_SSL").byDefault("false").says("Whether Redis is spoken to over TLS.");
    static final Key<Integer> DATABASE =
            Key.integer("db").min("0").max("1000000").byDefault("0").says("Number of the database in Redis.");

    private static final int USUAL_PORT = 6379;

    private RedisAddressReader() {}

    /** Empty when nothing says where it is, or what says it is wrong, which is noted. */
    static Optional<RedisAddress> read(Section params, Environment environment) {
        Optional<String> url = params.get(URL, environment).filter(text -> !text.isBlank());
        Optional<String> host = params.get(HOST, environment).filter(text -> !text.isBlank());
        int port = params.get(PORT, environment);
        Optional<String> username = params.get(USERNAME, environment).filter(text -> !text.isBlank());
        Optional<Secret> password = params.get(PASSWORD, environment);
        boolean tls = params.get(SSL, environment);
        int database = params.get(DATABASE);
        if (url.isPresent()) {
            return parsed(params, url.get());
        }
        return host.map(name -> new RedisAddress(name.strip(), port, tls, database, username, password));
    }

    private static Optional<RedisAddress> parsed(Section params, String url) {
        try {
            URI uri = new URI(url.strip());
            boolean tls = "rediss".equals(uri.getScheme());
            if (uri.getHost() == null || !tls && !"redis".equals(uri.getScheme())) {
                throw new IllegalArgumentException("no address of a Redis");
            }
            String[] user = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            return Optional.of(new RedisAddress(
                    uri.getHost(),
                    uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                    tls,
                    database(uri.getPath()),
                    user.length == 0 || user[0].isEmpty() ? Optional.empty() : Optional.of(decoded(user[0])),
                    user.length < 2 || user[1].isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Secret(decoded(user[1])))));
        } catch (URISyntaxException | IllegalArgumentException e) {
            params.problem(URL.name(), "is no address of a Redis, such as redis://host:6379/0");
            return Optional.empty();
        }
    }

    /** A plus is none of a form's spaces here. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static int database(String path) {
        return path == null || path.length() < 2 ? 0 : Integer.parseInt(path.substring(1));
    }
}
