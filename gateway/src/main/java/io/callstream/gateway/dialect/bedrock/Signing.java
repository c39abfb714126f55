package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.config.AwsAccount;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.credential.CredentialStore;
import io.callstream.gateway.credential.Renewed;
import io.callstream.gateway.dialect.aws.AwsCredentialSource;
import io.callstream.gateway.dialect.aws.AwsKey;
import io.callstream.gateway.dialect.aws.RequestSigner;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How the requests to one deployment say whose they are. Safe for use by several threads. */
interface Signing {
    String SERVICE = "bedrock";

    /** What the next request has to wait for; null for nothing. */
    @Nullable CompletionStage<?> preparation();

    /** Header lines of one request. */
    Map<String, String> headers(String host, String target, byte[] body);

    /** A key of Bedrock's own goes as it is; else requests are signed. */
    static Signing of(Deployment deployment, CredentialStore credentials) {
        Optional<AwsAccount> account = deployment.endpoint().options().aws();
        if (deployment.apiKey().isPresent() || account.isEmpty()) {
            String bearer =
                    deployment.apiKey().map(key -> "Bearer " + key.reveal()).orElse("");
            return new Bearer(bearer.isEmpty() ? Map.of() : Map.of("authorization", bearer));
        }
        RequestSigner signer = new RequestSigner(account.get().region(), SERVICE, credentials.clock());
        return AwsCredentialSource.fixed(account.get())
                .<Signing>map(key -> new Written(signer, key))
                .orElseGet(() -> new Fetched(
                        signer,
                        credentials.of(
                                account.get(),
                                AwsCredentialSource.name(account.get()),
                                () -> new AwsCredentialSource(account.get()))));
    }

    record Bearer(Map<String, String> header) implements Signing {
        @Override
        public @Nullable CompletionStage<?> preparation() {
            return null;
        }

        @Override
        public Map<String, String> headers(String host, String target, byte[] body) {
            return header;
        }
    }

    record Written(RequestSigner signer, AwsKey key) implements Signing {
        @Override
        public @Nullable CompletionStage<?> preparation() {
            return null;
        }

        @Override
        public Map<String, String> headers(String host, String target, byte[] body) {
            return signer.headers(key, host, target, body);
        }
    }

    record Fetched(RequestSigner signer, Renewed<AwsKey> keys) implements Signing {
        @Override
        public @Nullable CompletionStage<?> preparation() {
            return keys.now() == null ? keys.get() : null;
        }

        /** Those that ended a moment ago are sent all the same: the provider then says so. */
        @Override
        public Map<String, String> headers(String host, String target, byte[] body) {
            AwsKey key = keys.latest();
            return key == null ? Map.of() : signer.headers(key, host, target, body);
        }
    }
}
