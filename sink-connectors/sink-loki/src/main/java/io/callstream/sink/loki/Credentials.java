package io.callstream.sink.loki;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.BasicAuth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The headers that say who asks: a bearer token, or a user with a password, or neither; and the tenant. */
final class Credentials {
    static final Key<Optional<String>> USERNAME = Key.text("username")
            .orVariables("LOKI_USERNAME")
            .optional()
            .says("Basic authentication, as Grafana Cloud has it.");
    static final Key<Optional<Secret>> PASSWORD =
            Key.secret("password").orVariables("LOKI_PASSWORD").optional().says("Goes with the username.");
    static final Key<Optional<Secret>> BEARER_TOKEN = Key.secret("bearer_token")
            .orVariables("LOKI_BEARER_TOKEN")
            .optional()
            .says("Instead of username and password.");
    static final Key<Optional<String>> TENANT = Key.text("tenant")
            .orVariables("LOKI_ORG_ID", "LOKI_TENANT_ID")
            .optional()
            .says("The header `X-Scope-OrgID`.");

    private Credentials() {}

    static Map<String, String> headers(SinkSettings settings) {
        Map<String, String> headers = new LinkedHashMap<>();
        settings.get(TENANT).ifPresent(tenant -> headers.put("X-Scope-OrgID", tenant));
        Optional<String> user = settings.get(USERNAME);
        Optional<Secret> password = settings.get(PASSWORD);
        Optional<Secret> token = settings.get(BEARER_TOKEN);
        if (user.isPresent() != password.isPresent()) {
            settings.problem(USERNAME, "and password go together");
        }
        if (token.isPresent() && user.isPresent()) {
            settings.problem(BEARER_TOKEN, "is given beside a username (expected one of them)");
        }
        user.flatMap(name -> password.map(secret -> BasicAuth.header(name, secret.reveal())))
                .or(() -> token.map(secret -> "Bearer " + secret.reveal()))
                .ifPresent(value -> headers.put("Authorization", value));
        return headers;
    }
}
