package io.portalbots.portal;

import io.portalbots.registry.doctor.Meanings;

/** The meanings of {@link MethodError} and {@link SystemError}. */
public final class ErrorMeanings implements Meanings {

    private static final Meaning UNKNOWN =
            new Meaning("a code we do not know", "Ask the plugin's author, with this code, what the portal may mean.");

    @Override
    public Meaning of(String code) {
        return MethodError.of(code)
                .map(error -> new Meaning(error.meaning(), error.remedy()))
                .or(() -> SystemError.of(code).map(error -> new Meaning(error.meaning(), remedy(error))))
                .orElse(UNKNOWN);
    }

    private static String remedy(SystemError error) {
        return switch (error) {
            case INSUFFICIENT_SCOPE ->
                "Give the application the scope imbot in Bitrix24, and have the portal's administrator install it again.";
            case METHOD_CONFIRM_WAITING, METHOD_CONFIRM_DENIED ->
                "Have the portal's administrator allow the method to the application.";
            case WRONG_LICENSE, ERROR_METHOD_NOT_FOUND -> "It cannot be there: the portal has no such thing.";
            case INVALID_REQUEST -> "Set public-url to an https address.";
            default -> "Look it up in dist/docs/errors.md, which says what follows from it.";
        };
    }
}
