package io.callstream.sink.loki;

import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.BasicAuth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The headers that say who asks: a bearer token, or a user with a password, or neither; and the tenant. */
final class Credentials {
    private Credentials() {}

    static Map<String, String> headers(SinkSettings settings) {
        Map<String, String> headers = new LinkedHashMap<>();
        settings.text("tenant", "LOKI_ORG_ID", "LOKI_TENANT_ID")
                .ifPresent(tenant -> headers.put("X-Scope-OrgID", tenant));
        Optional<String> user = settings.text("username", "LOKI_USERNAME");
        Optional<Secret> password = settings.secret("password", "LOKI_PASSWORD");
        Optional<Secret> token = settings.secret("bearer_token", "LOKI_BEARER_TOKEN");
        if (user.isPresent() != password.isPresent()) {
            settings.section().problem("username", "and password go together");
        }
        if (token.isPresent() && user.isPresent()) {
            settings.section().problem("bearer_token", "is given beside a username (expected one of them)");
        }
        user.flatMap(name -> password.map(secret -> BasicAuth.header(name, secret.reveal())))
                .or(() -> token.map(secret -> "Bearer " + secret.reveal()))
                .ifPresent(value -> headers.put("Authorization", value));
        return headers;
    }
}
