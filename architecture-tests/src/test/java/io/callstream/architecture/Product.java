package io.callstream.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Every class of the product, without its tests. */
final class Product {
    private Product() {}

    static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(Product::ours)
                .importPackages("io.callstream");
    }

    private static boolean ours(Location location) {
        return !location.contains("/architecture-tests/");
    }
}
