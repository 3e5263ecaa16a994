import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

// The one accent. Shade 7 carries white text at 7.6:1 and is read on white at the same ratio.
const petrol: MantineColorsTuple = [
  '#eaf4f6',
  '#d2e7eb',
  '#a8d0d8',
  '#79b6c2',
  '#4c9bab',
  '#2b8394',
  '#176d80',
  '#0d5a6b',
  '#084856',
  '#053642',
];

// Cool greys. Shade 4 draws the edge of fields (3:1), shade 6 is the lightest that carries text.
const gray: MantineColorsTuple = [
  '#f6f8f9',
  '#edf1f3',
  '#e0e6e9',
  '#ccd5d9',
  '#84919a',
  '#6c7982',
  '#55626a',
  '#435058',
  '#2f3a41',
  '#1b2429',
];

const red: MantineColorsTuple = [
  '#fdf0ee',
  '#fadcd8',
  '#f1b5ad',
  '#e58b80',
  '#d9604f',
  '#c9402e',
  '#b42f1e',
  '#982416',
  '#7a1c11',
  '#5c140c',
];

/** Calm and legible: system fonts, sixteen pixels, one accent, little rounding. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: 7,
  colors: { petrol, gray, red },
  black: '#1b2429',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.875rem', sm: '1rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.5' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.3125rem', lineHeight: '1.3' },
      h3: { fontSize: '1.125rem', lineHeight: '1.4' },
      h4: { fontSize: '1rem', lineHeight: '1.5' },
    },
  },
  defaultRadius: 'sm',
  radius: { sm: '0.25rem' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Modal: { defaultProps: { centered: false, radius: 'sm', transitionProps: { duration: 120 } } },
    // A dialog's heading line is no second banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Tooltip: {
      defaultProps: { withinPortal: true, events: { hover: true, focus: true, touch: true } },
    },
    Textarea: { defaultProps: { autosize: true, minRows: 3 } },
    Anchor: { defaultProps: { underline: 'always' } },
  },
});

/** Mantine's own variables that would fall below AA contrast, or differ from the product's look. */
export const cssVariables: CSSVariablesResolver = (resolved) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': resolved.colors.gray[6],
    '--mantine-color-placeholder': resolved.colors.gray[5],
    '--mantine-color-error': resolved.colors.red[6],
    '--mantine-color-default-border': resolved.colors.gray[4],
    '--mantine-color-anchor': resolved.colors.petrol?.[7] ?? '',
  },
  dark: {},
});
