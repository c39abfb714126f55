package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Secret;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who asks Bedrock, and what is said of an account that is no whole one. */
class AwsLoginTest {
    private static final String MODEL = "model: bedrock/amazon.nova, aws_region_name: eu-west-1";

    private static AwsAccount account(String params, Map<String, String> variables) {
        return Configs.deployments(MODEL + params, variables)
                .get(0)
                .endpoint()
                .options()
                .aws()
                .orElseThrow();
    }

    @Test
    void whatStandsAroundAKeyIsNoPartOfIt() {
        AwsLogin key = new AwsLogin.StaticKey("AKIA", new Secret("s"), Optional.of(new Secret("t")));
        Map<String, String> variables =
                Map.of("AWS_ACCESS_KEY_ID", "AKIA\n", "AWS_SECRET_ACCESS_KEY", "s\n", "AWS_SESSION_TOKEN", "t\n");

        assertThat(account("", variables).login()).isEqualTo(key);
        assertThat(account(
                                ", aws_access_key_id: os.environ/AWS_ACCESS_KEY_ID, aws_secret_access_key:"
                                        + " os.environ/AWS_SECRET_ACCESS_KEY, aws_session_token: os.environ/AWS_SESSION_TOKEN",
                                variables)
                        .login())
                .isEqualTo(key);
    }

    @Test
    void whoeverTheMachineIsAsksWhenNothingIsSaid() {
        assertThat(account("", Map.of()))
                .isEqualTo(new AwsAccount("eu-west-1", new AwsLogin.Machine(), Optional.empty(), Optional.empty()));
        assertThat(account("", Map.of("AWS_ACCESS_KEY_ID", "AKIA")).login()).isEqualTo(new AwsLogin.Machine());
        assertThat(account("", Map.of("AWS_PROFILE", "dev")).login()).isEqualTo(new AwsLogin.Profile("dev"));
        assertThat(account("", Map.of("AWS_ROLE_ARN", "arn:r")).login()).isEqualTo(new AwsLogin.Machine());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws_access_key_id: a                     | aws_secret_access_key: is missing (aws_access_key_id and"
                        + " aws_secret_access_key go together)",
                "aws_secret_access_key: a                 | aws_access_key_id: is missing (aws_access_key_id and"
                        + " aws_secret_access_key go together)",
                "aws_web_identity_token: a                | aws_web_identity_token: needs aws_role_name, the role that it is"
                        + " good for",
                "aws_role_name: os.environ/NO             | aws_role_name: needs environment variable NO, which is not set",
                "aws_profile_name: ''                     | aws_profile_name: is empty",
                "aws_sts_endpoint: here                   | aws_sts_endpoint: is no address (expected http://... or"
                        + " https://...)",
            })
    void anAccountThatIsNoWholeOneIsNamed(String params, String problem) {
        assertThat(Configs.wrong(MODEL + ", " + params, Map.of())).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: bedrock/x                            | is missing",
                "model: bedrock/x, aws_region_name: Europe   | 'Europe' is no region of AWS",
                "model: bedrock/x, aws_region_name: eu-west  | 'eu-west' is no region of AWS",
            })
    void aRegionIsNeeded(String params, String why) {
        assertThat(Configs.wrong(params, Map.of()))
                .containsExactly("aws_region_name: " + why
                        + " (expected one such as eu-central-1, here or in AWS_REGION_NAME, AWS_REGION or"
                        + " AWS_DEFAULT_REGION)");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_REGION_NAME,    us-gov-west-1",
        "AWS_REGION,         eu-central-1",
        "AWS_DEFAULT_REGION, ap-southeast-2",
    })
    void theEnvironmentSaysTheRegionLast(String variable, String region) {
        Deployment deployment = Configs.deployments("model: bedrock/x", Map.of(variable, region))
                .get(0);

        assertThat(deployment.apiBase()).hasToString("https://bedrock-runtime." + region + ".amazonaws.com");
        assertThat(Configs.deployments("model: bedrock/eu-west-3/x", Map.of(variable, region))
                        .get(0)
                        .apiBase())
                .hasToString("https://bedrock-runtime.eu-west-3.amazonaws.com");
    }

    /** What ends is none: a deployment would be another at each start. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", aws_access_key_id: a, aws_secret_access_key: s                               | a",
                ", aws_access_key_id: a, aws_secret_access_key: s, aws_session_token: t         | ''",
                ", aws_profile_name: p                                                          | p",
                ", aws_profile_name: p, aws_role_name: 'arn:r'                                  | arn:r",
                ", aws_web_identity_token: t, aws_role_name: 'arn:r'                            | arn:r",
                "''                                                                             | ''",
            })
    void anAccountHasANameThatStays(String params, String owner) {
        assertThat(account(params, Map.of()).owner()).isEqualTo(owner);
    }
}
