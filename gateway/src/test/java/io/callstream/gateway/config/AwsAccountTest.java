package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries of Bedrock's models, and the environment they stand in. */
class AwsAccountTest {
    private static Deployment read(String params, Map<String, String> variables) {
        Environment environment = Environment.of(variables);
        Problems problems = new Problems();
        String yaml = "model_list:\n  - model_name: m\n    litellm_params: {" + params + "}\n";
        GatewayConfig config =
                GatewayConfig.read(new ConfigFile(environment).parse(yaml, "aws.yaml", problems), environment);
        problems.throwIfAny();
        return config.deployments().get(0);
    }

    private static AwsAccount account(String params, Map<String, String> variables) {
        return read(params, variables).endpoint().options().aws().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: bedrock/us.meta.llama3-3-70b-instruct-v1:0, aws_region_name: eu-west-1       | us.meta.llama3-3-70b-instruct-v1:0",
                "model: bedrock/converse/amazon.nova-pro-v1:0, aws_region_name: eu-west-1            | amazon.nova-pro-v1:0",
                "model: bedrock/invoke/amazon.nova-pro-v1:0, aws_region_name: eu-west-1              | amazon.nova-pro-v1:0",
                "model: bedrock_converse/amazon.nova-pro-v1:0, aws_region_name: eu-west-1            | amazon.nova-pro-v1:0",
                "model: amazon.nova-pro-v1:0, custom_llm_provider: bedrock, aws_region_name: eu-west-1 | amazon.nova-pro-v1:0",
                "model: 'bedrock/arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.anthropic.claude-x' | arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.anthropic.claude-x",
                "model: bedrock/eu-west-1/anthropic.claude-instant-v1                                | anthropic.claude-instant-v1",
            })
    void modelsAndRegions(String params, String model) {
        Deployment deployment = read(params, Map.of("AWS_REGION", "us-east-1"));
        String region = params.contains("eu-west-1") ? "eu-west-1" : "us-east-1";
        assertThat(deployment.model()).isEqualTo(model);
        assertThat(deployment.apiBase()).isEqualTo(URI.create("https://bedrock-runtime." + region + ".amazonaws.com"));
        assertThat(deployment.endpoint().options().aws().orElseThrow().region()).isEqualTo(region);
    }

    @Test
    void theRegionIsThatOfTheAddressOrOfTheEnvironment() {
        String model = "model: bedrock/amazon.nova-pro-v1:0";
        assertThat(account(model, Map.of("AWS_DEFAULT_REGION", "ap-south-1")).region())
                .isEqualTo("ap-south-1");
        assertThat(account(model + ", api_base: 'https://bedrock-runtime-fips.us-east-2.amazonaws.com'", Map.of())
                        .region())
                .isEqualTo("us-east-2");
        Deployment own = read(
                model + ", aws_bedrock_runtime_endpoint: 'http://vpce.internal:8080', aws_region_name: eu-west-1",
                Map.of());
        assertThat(own.apiBase()).isEqualTo(URI.create("http://vpce.internal:8080"));
    }

    @Test
    void whoLogsIn() {
        String model = "model: bedrock/amazon.nova-pro-v1:0, aws_region_name: eu-west-1";
        Map<String, String> variables = Map.of("AWS_ACCESS_KEY_ID", "AKIAENV", "AWS_SECRET_ACCESS_KEY", "e");
        assertThat(account(model, Map.of()).login()).isEqualTo(new AwsLogin.Machine());
        assertThat(account(model, variables).login())
                .isEqualTo(new AwsLogin.StaticKey("AKIAENV", new Secret("e"), Optional.empty()));
        assertThat(account(
                                model + ", aws_access_key_id: AKIA, aws_secret_access_key: s, aws_session_token: t",
                                variables)
                        .login())
                .isEqualTo(new AwsLogin.StaticKey("AKIA", new Secret("s"), Optional.of(new Secret("t"))));
        assertThat(account(model + ", aws_profile_name: dev", variables).login())
                .isEqualTo(new AwsLogin.Profile("dev"));
        AwsAccount role = account(
                model + ", aws_role_name: 'arn:aws:iam::1:role/r', aws_session_name: s, aws_external_id: x", variables);
        assertThat(role.login()).isInstanceOf(AwsLogin.StaticKey.class);
        assertThat(role.role()).contains(new AwsRole("arn:aws:iam::1:role/r", "s", Optional.of("x")));
        AwsAccount web =
                account(model + ", aws_role_name: 'arn:aws:iam::1:role/r', aws_web_identity_token: jwt", variables);
        assertThat(web.role()).isEmpty();
        assertThat(web.login())
                .isEqualTo(new AwsLogin.WebIdentity(
                        new Secret("jwt"), new AwsRole("arn:aws:iam::1:role/r", "callstream", Optional.empty())));
        assertThat(account(
                                model,
                                Map.of("AWS_ROLE_ARN", "arn:aws:iam::1:role/p", "AWS_WEB_IDENTITY_TOKEN_FILE", "/t/k"))
                        .login())
                .isInstanceOf(AwsLogin.WebIdentity.class);
    }

    @Test
    void aKeyOfBedrocksOwnGoesToAwsOnlyUnlessTheEntrySaysWhoLogsIn() {
        Map<String, String> variables = Map.of("AWS_BEARER_TOKEN_BEDROCK", "b-1");
        String model = "model: bedrock/amazon.nova-pro-v1:0, aws_region_name: eu-west-1";
        assertThat(read(model, variables).apiKey()).contains(new Secret("b-1"));
        assertThat(read(model + ", aws_profile_name: dev", variables).apiKey()).isEmpty();
        assertThat(read(model + ", api_base: 'https://elsewhere.example'", variables)
                        .apiKey())
                .isEmpty();
        assertThat(read(model + ", api_key: b-2", variables).apiKey()).contains(new Secret("b-2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: bedrock/m                                                       | aws_region_name: is missing",
                "model: bedrock/m, aws_region_name: mars                                | aws_region_name: 'mars' is no region of AWS",
                "model: bedrock/m, aws_region_name: eu-west-1, aws_access_key_id: A     | aws_secret_access_key: is missing",
                "model: bedrock/m, aws_region_name: eu-west-1, aws_secret_access_key: A | aws_access_key_id: is missing",
                "model: bedrock/m, aws_region_name: eu-west-1, aws_web_identity_token: A | needs aws_role_name",
                "model: bedrock/m, aws_region_name: eu-west-1, aws_access_key_id: os.environ/NOPE, aws_secret_access_key: os.environ/NOPE | NOPE",
            })
    void whatCannotBeIsNamed(String params, String says) {
        assertThatThrownBy(() -> read(params, Map.of())).hasMessageContaining(says);
    }
}
