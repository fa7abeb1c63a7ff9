package io.portalbots.sandbox.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Everything that the files of pairs say, by area in the order of the files' names. */
public record Catalogue(List<Area> areas) {

    private static final String COMMON = "common.yaml";

    public Catalogue {
        areas = List.copyOf(areas);
    }

    /**
     * The files that come with the sandbox.
     *
     * @throws WrongFileException if one of them is not as the README beside them says
     */
    public static Catalogue ofSandbox() {
        try {
            var common = Objects.requireNonNull(Catalogue.class.getResource("/sandbox/conformance/" + COMMON))
                    .toURI();
            if (!common.getScheme().equals("jar")) {
                return read(Objects.requireNonNull(Path.of(common).getParent()));
            }
            var parts = common.getRawSchemeSpecificPart().split("!", 2);
            try (var jar = FileSystems.newFileSystem(Path.of(URI.create(parts[0])))) {
                return read(Objects.requireNonNull(jar.getPath(parts[1]).getParent()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The files of a directory, which may hold a {@code common.yaml}.
     *
     * @throws WrongFileException if one of them is not as the README says
     */
    public static Catalogue read(Path directory) {
        var reader = AreaReader.common(new Place(COMMON, ""), first(directory.resolve(COMMON)));
        try (var files = Files.list(directory)) {
            var areas = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith(COMMON))
                    .sorted()
                    .flatMap(file -> areas(reader, file))
                    .toList();
            return new Catalogue(unique(areas));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every behaviour of every area. */
    public Stream<Behaviour> behaviours() {
        return areas.stream().flatMap(area -> area.behaviours().stream());
    }

    private static Stream<Area> areas(AreaReader reader, Path file) {
        var place = place(file);
        return documents(file).stream().map(document -> reader.read(place, document));
    }

    private static Object first(Path common) {
        return Files.exists(common) ? documents(common).getFirst() : Map.of();
    }

    private static List<Object> documents(Path file) {
        try {
            return YamlText.documents(place(file), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Place place(Path file) {
        return new Place(String.valueOf(file.getFileName()), "");
    }

    private static List<Area> unique(List<Area> areas) {
        var seen = new HashMap<String, String>();
        areas.forEach(area -> area.behaviours().forEach(behaviour -> {
            var other = seen.putIfAbsent(behaviour.id(), area.name());
            if (other != null) {
                throw new WrongFileException("behaviour '" + behaviour.id() + "' is in area '" + area.name()
                        + "', but area '" + other + "' has one of that id already");
            }
        }));
        return areas;
    }
}
