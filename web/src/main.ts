import { mount } from 'svelte';
import '@fontsource-variable/inter/wght.css';
import './styles/base.css';
import App from './App.svelte';
import { showWanted } from './lib/i18n.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
void showWanted().then(() => mount(App, { target }));
