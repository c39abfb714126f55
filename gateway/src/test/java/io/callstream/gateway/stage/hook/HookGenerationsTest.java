package io.callstream.gateway.stage.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.call.ActiveCalls;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.config.HookConfig;
import io.callstream.gateway.config.HooksConfig;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.hook.HookMode;
import io.callstream.hook.HookRequest;
import io.callstream.hook.HookResult;
import io.callstream.hook.RequestHook;
import io.callstream.hook.RequestHookFactory;
import io.callstream.settings.SettingsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which hooks are in use from one configuration to the next, when those before are closed, and what cannot be made. */
class HookGenerationsTest {
    private final Telemetry telemetry = new Telemetry();
    private final ActiveCalls calls = new ActiveCalls(telemetry.calls());
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final List<String> story = new ArrayList<>();
    private String state = "one";
    private int loaded;
    private final HookSource source = new HookSource() {
        @Override
        public String state() {
            return state;
        }

        @Override
        public HookCatalogue load() {
            loaded++;
            return HookCatalogue.of(new Telling("a"), new Telling("b")).releasing(() -> story.add("jars"));
        }
    };
    private final HookGenerations generations = new HookGenerations(source, telemetry, calls, closing::add);

    /** Its hooks tell when they are made and closed. */
    private final class Telling implements RequestHookFactory {
        private final String name;

        Telling(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public RequestHook create(Map<String, Object> settings) {
            story.add("+" + name);
            return new RequestHook() {
                @Override
                public HookResult check(HookRequest request) {
                    return HookResult.pass();
                }

                @Override
                public void close() {
                    story.add("-" + name);
                    if (settings.containsKey("stuck")) {
                        throw new IllegalStateException("it does not close");
                    }
                }
            };
        }
    }

    private static HooksConfig config(String hooks) {
        return CallRig.config(CallRig.deployment("one") + "callstream: {hooks: " + hooks + "}\n")
                .calls()
                .hooks();
    }

    private void close() {
        List.copyOf(closing).forEach(Runnable::run);
        closing.clear();
    }

    private Hooks adopted(String hooks) {
        Hooks made = generations.of(config(hooks));
        generations.adopted(made);
        return made;
    }

    @Test
    void theSameConfigurationHasTheSameHooks() {
        Hooks first = adopted("[{name: a}]");

        assertThat(generations.of(config("[{name: a}]"))).isSameAs(first);
        assertThat(story).containsExactly("+a");
    }

    @Test
    void hooksOfAnotherConfigurationAreMadeAndThoseBeforeClosed() {
        Hooks first = adopted("[{name: a}]");
        Hooks second = adopted("[{name: a, timeout: 3s}, {name: b, mode: during_call}]");
        close();

        assertThat(second).isNotSameAs(first);
        assertThat(story).containsExactly("+a", "+a", "+b", "-a", "jars");
        assertThat(second.of(HookMode.PRE_CALL))
                .extracting(ConfiguredHook::config)
                .extracting(HookConfig::name)
                .containsExactly("a");
        assertThat(second.of(HookMode.DURING_CALL))
                .extracting(ConfiguredHook::config)
                .extracting(HookConfig::name)
                .containsExactly("b");
    }

    @Test
    void otherJarsMakeOtherHooks() {
        Hooks first = adopted("[{name: a}]");
        state = "two";

        assertThat(generations.of(config("[{name: a}]"))).isNotSameAs(first);
        assertThat(loaded).isEqualTo(2);
    }

    @Test
    void withoutHooksJarsAreNoMatter() {
        Hooks first = adopted("[]");
        state = "two";

        assertThat(generations.of(config("[]"))).isSameAs(first);
        assertThat(loaded).isZero();
    }

    @Test
    void hooksOfAConfigurationThatWasNotTakenOverAreClosedAtTheNext() {
        adopted("[{name: a}]");
        generations.of(config("[{name: b}]"));
        adopted("[{name: a}]");
        close();

        assertThat(story).containsExactly("+a", "+b", "-b", "jars");
    }

    @Test
    void whatCannotBeClosedNowIsClosedWithTheProcess() {
        HookGenerations busy = new HookGenerations(source, telemetry, calls, task -> {
            throw new RejectedExecutionException();
        });
        busy.adopted(busy.of(config("[{name: a}]")));
        busy.adopted(busy.of(config("[{name: b}]")));
        assertThat(story).containsExactly("+a", "+b");
        busy.close();

        assertThat(story).contains("-a", "-b");
    }

    @Test
    void aHookThatDoesNotCloseKeepsNoOtherFromIt() {
        adopted("[{name: a, settings: {stuck: true}}, {name: b}]");
        generations.close();

        assertThat(story).containsExactly("+a", "+b", "-a", "-b", "jars");
        generations.close();
        assertThat(story).hasSize(5);
    }

    @Test
    void metersGoOnFromOneGenerationToTheNext() {
        adopted("[{name: a}]");
        adopted("[{name: a, timeout: 3s}]");

        assertThat(telemetry
                        .scrape()
                        .lines()
                        .filter(line -> line.startsWith("callstream_hook_calls_total{hook=\"a\"}")))
                .hasSize(1);
    }

    /** Hooks that cannot be made. */
    private static RequestHookFactory failing(Throwable why) {
        return new RequestHookFactory() {
            @Override
            public String name() {
                return "bad";
            }

            @Override
            public RequestHook create(Map<String, Object> settings) {
                if (why instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) why;
            }
        };
    }

    static Object[][] failures() {
        return new Object[][] {
            {
                new IllegalArgumentException("words: expected a list"),
                "callstream.hooks[1].settings: words: expected a list"
            },
            {
                new IllegalStateException("secret"),
                "callstream.hooks[1]: request hook 'bad' cannot be made: java.lang.IllegalStateException"
            },
            {
                new NoClassDefFoundError("com/acme/Gone"),
                "callstream.hooks[1]: request hook 'bad' cannot be made: java.lang.NoClassDefFoundError: com/acme/Gone"
            },
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatCannotBeMadeIsNamedAndWhatWasMadeBeforeItClosed(Throwable why, String message) {
        HookGenerations with = new HookGenerations(
                HookSource.of(HookCatalogue.of(new Telling("a"), failing(why))), telemetry, calls, closing::add);

        assertThatThrownBy(() -> with.of(config("[{name: a}, {name: bad}]")))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
        assertThat(story).containsExactly("+a", "-a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''    | callstream.hooks: there is no request hook 'x' (no jar in the plug-in folder has any)
        b,a   | callstream.hooks: there is no request hook 'x' (there are: a, b)
        x,x   | callstream.hooks: there is more than one request hook 'x' in the plug-in folder; remove one of the jars
        """)
    void aNameHasToBeThatOfOneHook(String names, String message) {
        RequestHookFactory[] factories = names.isEmpty()
                ? new RequestHookFactory[0]
                : IntStream.range(0, names.split(",").length)
                        .mapToObj(i -> new Telling(names.split(",")[i]))
                        .toArray(RequestHookFactory[]::new);

        assertThatThrownBy(() -> HookCatalogue.of(factories).find("x"))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    @Test
    void ofFailuresTheFirstInAMinuteIsLogged() {
        HookMeter meter = new HookMeter();
        long minute = 60_000_000_000L;

        assertThat(meter.warns(5)).isTrue();
        assertThat(meter.warns(5 + minute - 1)).isFalse();
        assertThat(meter.warns(5 + minute)).isTrue();
        assertThat(meter.warns(6 + minute)).isFalse();
        meter.took(1_500_000_000L);
        assertThat(meter.seconds()).isEqualTo(1.5);
    }
}
