package io.callstream.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A call passes through the gateway's packages in one direction; no package looks back. */
class GatewayOrderTest {
    /** In the order in which a call meets them. */
    private static final List<String> ORDER = List.of(
            "app",
            "admin",
            "server",
            "call",
            "auth",
            "route",
            "provider",
            "upstream",
            "event",
            "ship",
            "spool",
            "stream",
            "usage",
            "json",
            "error",
            "limit",
            "telemetry",
            "config");

    private static JavaClasses product;

    @BeforeAll
    static void readTheProduct() {
        product = Product.classes();
    }

    static Stream<Arguments> packagesAndThoseBefore() {
        return IntStream.range(1, ORDER.size())
                .mapToObj(place -> Arguments.of(
                        ORDER.get(place),
                        ORDER.subList(0, place).stream()
                                .map(GatewayOrderTest::inGateway)
                                .toArray(String[]::new)));
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
                .check(product);
    }

    private static String inGateway(String name) {
        return "io.callstream.gateway." + name + "..";
    }
}
