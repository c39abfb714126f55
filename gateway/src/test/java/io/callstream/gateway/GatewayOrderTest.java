package io.callstream.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A call passes through the gateway's packages in one direction; no package looks back. */
class GatewayOrderTest {
    /** In the order in which a call meets them. */
    private static final List<String> ORDER = List.of(
            "app",
            "warm",
            "admin",
            "ingest",
            "server",
            "stage",
            "call",
            "cache",
            "prompt",
            "auth",
            "models",
            "identity",
            "route",
            "api",
            "dialect",
            "provider",
            "credential",
            "chat",
            "upstream",
            "net",
            "event",
            "redact",
            "sse",
            "eventstream",
            "usage",
            "json",
            "error",
            "telemetry",
            "config",
            "limit");

    private static JavaClasses gateway;

    @BeforeAll
    static void readTheGateway() {
        gateway = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.callstream.gateway");
    }

    static Stream<Arguments> packagesAndThoseBefore() {
        return IntStream.range(1, ORDER.size())
                .mapToObj(place -> Arguments.of(
                        ORDER.get(place),
                        ORDER.subList(0, place).stream()
                                .map(GatewayOrderTest::inGateway)
                                .toArray(String[]::new)));
    }

    @Test
    void everyPackageHasItsPlace() {
        assertThat(gateway.stream()
                        .map(type -> type.getPackageName().replaceFirst("io\\.callstream\\.gateway\\.?", ""))
                        .map(name -> name.replaceFirst("\\..*", ""))
                        .filter(name -> !name.isEmpty()))
                .isNotEmpty()
                .isSubsetOf(ORDER);
    }

    @ParameterizedTest
    @MethodSource("packagesAndThoseBefore")
    void aPackageDoesNotLookBack(String name, String[] before) {
        noClasses()
                .that()
                .resideInAPackage(inGateway(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(before)
                .allowEmptyShould(true)
                .check(gateway);
    }

    /** A dialect writes requests and reads answers; how they travel is not its affair. */
    @Test
    void dialectsSeeNoConnections() {
        noClasses()
                .that()
                .resideInAnyPackage(inGateway("dialect"), inGateway("provider"), inGateway("api"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(inGateway("upstream"))
                .check(gateway);
    }

    private static String inGateway(String name) {
        return "io.callstream.gateway." + name + "..";
    }
}
