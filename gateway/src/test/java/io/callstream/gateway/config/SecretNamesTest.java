package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "proxy-authorization",
                "Cookie",
                "set-cookie",
                "api-key",
                "x-api-key",
                "API_KEY",
                "apikey",
                "x-litellm-api-key",
                "langfuse_secret_key",
                "langfuse_secret",
                "aws_secret_access_key",
                "aws_access_key",
                "slack_password",
                "PASSWD",
                "vertex_credentials",
                "azure_ad_token",
                "my_access_token",
                "x-auth_token",
                "rsa_private_key",
                "gcs_path_service_account",
                "created_credential",
                "tokens_auth_token",
                "cookie"
            })
    void whatHoldsACredentialIsKnownByItsName(String name) {
        assertThat(SecretNames.matches(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompt_cache_key",
                "max_tokens",
                "prompt_tokens",
                "accepted_prediction_tokens",
                "created",
                "max_completion_tokens",
                "temperature",
                "top_k",
                "key",
                "keyword",
                "token",
                "session_id",
                "langfuse_public_key",
                "user-agent",
                "x-request-id",
                "",
                "k"
            })
    void whatOnlySoundsLikeOneIsTold(String name) {
        assertThat(SecretNames.matches(name)).isFalse();
    }
}
