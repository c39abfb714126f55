package io.callstream.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.callstream.sink.SinkFactory;
import java.nio.channels.FileChannel;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that hold over all modules; each is one sentence of docs/architecture.md. */
class PackageRulesTest {
    private static JavaClasses product;

    @BeforeAll
    static void readTheProduct() {
        product = Product.classes();
    }

    @Test
    void theWholeProductIsLookedAt() {
        assertThat(product.stream().map(type -> type.getPackageName()))
                .contains(
                        "io.callstream.events", "io.callstream.files", "io.callstream.settings", "io.callstream.sink");
        assertThat(sinks()).contains("file", "langfuse", "postgres");
    }

    @Test
    void noPackageIsPartOfACycle() {
        slices().matching("io.callstream.(**)").should().beFreeOfCycles().check(product);
    }

    @Test
    void filesSeesNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("io.callstream.files..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.callstream..").and(resideOutsideOfPackage("io.callstream.files..")))
                .check(product);
    }

    @Test
    void theAuthorOfARequestHookSeesNothingElse() {
        noClasses()
                .that()
                .resideInAPackage("io.callstream.hook..")
                .should()
                .dependOnClassesThat(
                        resideOutsideOfPackages("io.callstream.hook..", "java..", "org.jspecify.annotations.."))
                .check(product);
    }

    @Test
    void aFileIsLockedInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.callstream.files..")
                .should()
                .callMethod(FileChannel.class, "tryLock")
                .orShould()
                .callMethod(FileChannel.class, "lock")
                .check(product);
    }

    @Test
    void theAuthorOfASinkSeesNoKafkaType() {
        noClasses()
                .that()
                .resideInAPackage("io.callstream.sink..")
                .and()
                .resideOutsideOfPackages("io.callstream.sink.runtime..", "io.callstream.sink.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .allowEmptyShould(true)
                .check(product);
    }

    @Test
    void whatTheRuntimeAndASinkKnowOfEachOtherSaysNothingOfMappings() {
        noClasses()
                .that()
                .resideInAnyPackage("io.callstream.sink", "io.callstream.sink.runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.callstream.sink.calls..",
                        "io.callstream.sink.json..",
                        "io.callstream.sink.litellm..",
                        "io.callstream.sink.rows..")
                .check(product);
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void aSinkSeesNeitherTheRuntimeNorTheGateway(String sink) {
        noClasses()
                .that()
                .resideInAPackage("io.callstream.sink." + sink + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.callstream.gateway..", "io.callstream.sink.runtime..")
                .check(product);
    }

    @Test
    void noSinkSeesAnother() {
        slices().matching("io.callstream.sink.(" + String.join("|", sinks()) + ")..")
                .should()
                .notDependOnEachOther()
                .check(product);
    }

    /** The sinks that the product ships, as a service finds them. */
    private static Set<String> sinks() {
        return ServiceLoader.load(SinkFactory.class).stream()
                .map(provider -> provider.type().getPackageName().replace("io.callstream.sink.", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theGatewaySeesNoSink() {
        noClasses()
                .that()
                .resideInAPackage("io.callstream.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.callstream.sink..", "io.callstream.stack..", "io.callstream.testing..")
                .allowEmptyShould(true)
                .check(product);
    }

    @Test
    void analyticsSeesNeitherGatewayNorSinks() {
        noClasses()
                .that()
                .resideInAPackage("io.callstream.analytics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.callstream.gateway..",
                        "io.callstream.sink..",
                        "io.callstream.stack..",
                        "io.callstream.testing..")
                .check(product);
    }

    @Test
    void theConsoleSeesNeitherGatewayNorAnalyticsNorASink() {
        noClasses()
                .that()
                .resideInAPackage("io.callstream.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.concat(
                                Stream.of(
                                        "io.callstream.gateway..",
                                        "io.callstream.analytics..",
                                        "io.callstream.stack.."),
                                sinks().stream().map(sink -> "io.callstream.sink." + sink + ".."))
                        .toArray(String[]::new))
                .check(product);
    }

    @Test
    void onlyTheConsoleSeesItsServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.callstream.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "gg.jte..")
                .check(product);
    }

    @Test
    void onlyTheOptionalModuleSeesFlink() {
        assertThat(product.stream().map(type -> type.getPackageName())).contains("io.callstream.sql.flink");
        noClasses()
                .that()
                .resideOutsideOfPackage("io.callstream.sql.flink..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "io.callstream.sql.flink..")
                .check(product);
    }

    @Test
    void sqlSeesNeitherGatewayNorSinksNorAnalytics() {
        noClasses()
                .that()
                .resideInAPackage("io.callstream.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.callstream.gateway..",
                        "io.callstream.sink..",
                        "io.callstream.analytics..",
                        "io.callstream.replay..",
                        "io.callstream.stack..",
                        "io.callstream.testing..")
                .check(product);
    }

    @Test
    void replaysSeeNeitherGatewayNorSinks() {
        noClasses()
                .that()
                .resideInAPackage("io.callstream.replay..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.concat(
                                Stream.of("io.callstream.gateway..", "io.callstream.stack.."),
                                sinks().stream().map(sink -> "io.callstream.sink." + sink + ".."))
                        .toArray(String[]::new))
                .check(product);
    }

    @Test
    void theSpoolSeesNeitherTheGatewayNorNetty() {
        noClasses()
                .that()
                .resideInAPackage("io.callstream.spool..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.callstream.gateway..", "io.callstream.sink..", "io.netty..")
                .check(product);
    }

    @Test
    void onlyTheShipperSpeaksToKafkaForTheGateway() {
        noClasses()
                .that()
                .resideInAnyPackage("io.callstream.gateway..", "io.callstream.spool")
                .and()
                .resideOutsideOfPackage("io.callstream.gateway.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.confluent..")
                .check(product);
    }
}
