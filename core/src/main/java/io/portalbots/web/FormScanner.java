package io.portalbots.web;

/**
 * Reads {@code application/x-www-form-urlencoded}, and the queries of addresses, in one pass over their bytes, as PHP
 * reads them: fields are parted by {@code &}, the first {@code =} ends the name, {@code +} is a space, a per cent sign
 * without two hexadecimal digits stands for itself, a field without a name is none. Names keep their brackets, and
 * every field is shown, also one whose name was there before: of those the last one counts.
 */
final class FormScanner {

    static final int MOST_FIELDS = 512;
    static final int LONGEST_NAME = 256;
    static final int DEEPEST_NAME = 6;

    /** Sees the fields of a form in their order. */
    @FunctionalInterface
    interface Visitor {

        /** One field. Both move on afterwards. */
        void field(FieldName name, FormText value);
    }

    private final byte[] form;
    private final Visitor visitor;
    private final FieldName name = new FieldName();
    private final FormText value;
    private int fields;

    private FormScanner(byte[] form, Visitor visitor) {
        this.form = form;
        this.visitor = visitor;
        this.value = new FormText(form);
    }

    /**
     * Shows every field to {@code visitor}.
     *
     * @throws FormException naming the limit that the form is beyond; the fields before that were shown
     */
    static void scan(byte[] form, Visitor visitor) {
        new FormScanner(form, visitor).scan();
    }

    private void scan() {
        for (var from = 0; from < form.length; ) {
            var nameEnd = name.read(form, from);
            var end = Bytes.find(form, '&', nameEnd);
            if (nameEnd > from) {
                value.at(Math.min(nameEnd + 1, end), end);
                field();
            }
            from = end + 1;
        }
    }

    private void field() {
        fields++;
        if (fields > MOST_FIELDS) {
            throw new FormException("a form may have " + MOST_FIELDS + " fields, and has more");
        }
        if (name.length() > LONGEST_NAME) {
            throw new FormException("a name may have " + LONGEST_NAME + " bytes, and that of field " + fields + " has "
                    + name.length());
        }
        if (name.depth() > DEEPEST_NAME) {
            throw new FormException("a name may be " + DEEPEST_NAME + " brackets deep, and that of field " + fields
                    + " is " + name.depth());
        }
        visitor.field(name, value);
    }
}
