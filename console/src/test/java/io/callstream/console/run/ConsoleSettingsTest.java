package io.callstream.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.console.web.Role;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.KeyReference;
import io.callstream.settings.Problems;
import io.callstream.settings.Secret;
import io.callstream.testing.docs.GeneratedPart;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleSettingsTest {
    private final Problems problems = new Problems();

    @Test
    void theMasterKeyOpensItWhereNoOtherIsNamed() {
        assertThat(read("general_settings: {master_key: sk-master}\n").keys())
                .isEqualTo(Map.of(new Secret("sk-master"), Role.ADMIN));
        assertThat(read("general_settings: {master_key: sk-master}\ncallstream: {console: {key: sk-own}}\n")
                        .keys())
                .isEqualTo(Map.of(new Secret("sk-own"), Role.ADMIN));
    }

    @Test
    void anotherKeyIsForThoseWhoMayOnlyLook() {
        assertThat(read("callstream: {console: {key: sk-all, viewer_key: sk-look}}\n")
                        .keys())
                .isEqualTo(Map.of(new Secret("sk-all"), Role.ADMIN, new Secret("sk-look"), Role.VIEWER));
        assertThat(problems.found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{viewer_key: sk-look}              | callstream.console.viewer_key",
                "{key: sk-same, viewer_key: sk-same} | callstream.console.viewer_key",
                "{recent_cals: 5}                   | callstream.console.recent_cals: is not a known setting",
                "{recent_calls: 5}                  | callstream.console.recent_calls: is 5",
                "{query_memory: 1MiB}               | callstream.console.query_memory: is 1MiB",
                "{query_memory: 9999GiB}            | callstream.console.query_memory: is 9999GiB (expected 64MiB to 1024GiB)"
            })
    void whatIsWrongIsNamedWithItsKey(String console, String says) {
        read("callstream: {console: " + console + "}\n");

        assertThat(problems.found()).hasSize(1).first().asString().startsWith(says);
    }

    @Test
    void theGuidesTableIsWhatTheStatementsSay() {
        String rows = KeyReference.rows("callstream.console", ConsoleSettings.class);

        GeneratedPart.check(
                Path.of("..", "docs", "guides", "console.md"),
                "the settings of the console",
                "\n| key | default | what it does |\n|---|---|---|\n" + rows + "\n");
    }

    private ConsoleSettings read(String yaml) {
        return ConsoleSettings.read(new ConfigFile(Environment.of(Map.of())).parse(yaml, "test", problems));
    }
}
