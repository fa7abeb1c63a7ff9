package io.portalbots.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What enters the SPI stays there, so every change to it shows in review as a change of one file. */
class PublicSurfaceTest {

    private static final Path CHECKED_IN = Path.of("src/test/resources/public-surface.txt");

    @Test
    void isWhatWasReviewed() throws IOException, URISyntaxException {
        var surface = classes().flatMap(PublicSurfaceTest::describe).toList();
        Files.write(Path.of("target/public-surface.txt"), surface);

        assertThat(surface)
                .as("the public surface; if the change is meant, copy target/public-surface.txt to " + CHECKED_IN)
                .isEqualTo(Files.readAllLines(CHECKED_IN));
    }

    private static Stream<Class<?>> classes() throws IOException, URISyntaxException {
        var root = Path.of(ChatPlugin.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.walk(root)) {
            return files
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("package-info"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new))
                    .stream()
                    .<Class<?>>map(PublicSurfaceTest::load)
                    .filter(type -> Modifier.isPublic(type.getModifiers()));
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> describe(Class<?> type) {
        List<String> lines = new ArrayList<>();
        Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
                .filter(PublicSurfaceTest::written)
                .map(member -> "  " + signature(member))
                .sorted()
                .forEach(lines::add);
        Arrays.stream(type.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(Member::getName)
                .map(name -> "  " + name)
                .forEach(lines::add);
        lines.add(0, Modifier.toString(type.getModifiers() & ~Modifier.ABSTRACT) + " " + type.getName());
        return lines.stream();
    }

    /** Leaves out what every record and enum has. */
    private static boolean written(Executable member) {
        return !List.of("equals", "hashCode", "toString", "valueOf", "values").contains(member.getName());
    }

    private static String signature(Executable member) {
        var result =
                member instanceof Method method ? method.getGenericReturnType().getTypeName() + " " : "";
        var parameters = Arrays.stream(member.getGenericParameterTypes())
                .map(java.lang.reflect.Type::getTypeName)
                .collect(Collectors.joining(", "));
        var kind = member instanceof Method method && method.isDefault() ? "default " : "";
        return kind + result + member.getName() + "(" + parameters + ")";
    }
}
