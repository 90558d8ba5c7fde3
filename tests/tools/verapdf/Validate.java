import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDF files against one flavour (ua1, 3b, 3u, …) and prints a JSON object:
 * file name to {"checks": how many assertions were made, "failures": [{clause, test, message, where}]}.
 * A file that is no PDF fails with clause "parse", so that one bad file does not hide the others.
 */
public class Validate {
    private static final int FAILURES_SHOWN_FOR_A_RULE = 20;

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
        if (flavour == null || flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("no such flavour: " + arguments[0]);
        }
        Map<String, Object> verdicts = new LinkedHashMap<>();
        for (int index = 1; index < arguments.length; index++) {
            verdicts.put(arguments[index], verdict(new File(arguments[index]), flavour));
        }
        new ObjectMapper().writeValue(System.out, verdicts);
    }

    private static Map<String, Object> verdict(File file, PDFAFlavour flavour) throws Exception {
        List<Map<String, Object>> failures = new ArrayList<>();
        int checks = 0;
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        try (PDFAParser parser = foundry.createParser(file, flavour);
                PDFAValidator validator =
                        foundry.createValidator(flavour, FAILURES_SHOWN_FOR_A_RULE, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            checks = result.getTotalAssertions();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    failures.add(
                            failure(
                                    assertion.getRuleId().getClause(),
                                    assertion.getRuleId().getTestNumber(),
                                    assertion.getMessage(),
                                    assertion.getLocation().getContext()));
                }
            }
        } catch (ModelParsingException | EncryptedPdfException fault) {
            failures.add(failure("parse", 0, fault.toString(), ""));
        }
        return Map.of("checks", checks, "failures", failures);
    }

    private static Map<String, Object> failure(String clause, int test, String message, String where) {
        return Map.of("clause", clause, "test", test, "message", message, "where", where);
    }
}
