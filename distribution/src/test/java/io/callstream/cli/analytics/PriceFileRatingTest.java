package io.callstream.cli.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.analytics.spend.Rating;
import io.callstream.cli.config.Configuration;
import io.callstream.events.SuccessEvent;
import io.callstream.settings.Environment;
import io.callstream.settings.SettingsException;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceFileRatingTest {
    @TempDir
    private Path folder;

    @Test
    void aCallCostsWhatItsTokensCostByTheOtherPrices() throws IOException {
        SuccessEvent call = SampleCall.number(1).success(); // 24 prompt tokens, 3 of the completion

        assertThat(rating("").costNanoUsd(call)).contains(24 * 1_000L + 3 * 2_000L);
    }

    @Test
    void cachedTokensHaveTheirOwnPrice() throws IOException {
        SuccessEvent call = SampleCall.number(1).success();
        call.setCacheReadTokens(20L);

        assertThat(rating("").costNanoUsd(call)).contains(4 * 1_000L + 20 * 100L + 3 * 2_000L);
    }

    @Test
    void aTierHasItsOwnPrice() throws IOException {
        SuccessEvent call = SampleCall.number(1).success();
        call.setResponseBody("{\"service_tier\":\"flex\",\"choices\":[]}");

        assertThat(rating("").costNanoUsd(call)).contains(24 * 500L + 3 * 2_000L);
    }

    @Test
    void whatTheConfigurationGivesADeploymentCountsFirst() throws IOException {
        SuccessEvent call = SampleCall.number(1).success();

        assertThat(rating("""
                model_list:
                  - model_name: m
                    litellm_params: {model: openai/gpt-4o-mini, input_cost_per_token: 0.000005, output_cost_per_token: 0, api_key: k}
                    model_info: {id: deployment-1}
                """).costNanoUsd(call)).contains(24 * 5_000L);
    }

    @Test
    void whatHasNoPriceOrNoTokensHasNoCost() throws IOException {
        SuccessEvent unknown = SampleCall.number(1).success();
        unknown.setModel("nobody-knows-it");
        unknown.setResponseModel(null);

        assertThat(rating("").costNanoUsd(unknown)).isEmpty();
        assertThat(rating("").costNanoUsd(SampleCall.number(1).failure())).isEmpty();
    }

    @Test
    void aFileThatIsNoPriceMapIsNamed() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{");

        assertThatThrownBy(() -> PriceFileRating.of(Configuration.empty(Environment.of(Map.of())), broken))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("broken.json");
    }

    private Rating rating(String yaml) throws IOException {
        Path prices = Files.writeString(folder.resolve("prices.json"), """
                {"gpt-4o-mini": {"litellm_provider": "openai", "input_cost_per_token": 0.000001,
                 "output_cost_per_token": 0.000002, "input_cost_per_token_flex": 0.0000005, "cache_read_input_token_cost": 0.0000001}}
                """);
        Path config = Files.writeString(folder.resolve("config.yaml"), yaml);
        return PriceFileRating.of(Configuration.ofFile(config, Environment.of(Map.of())), prices);
    }
}
